// The form by which a person asks for a prediction, made of the fields that the learner's features read.

const MOST_SHOWN = 12; // numbers of an array, classes of an answer

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

const HINTS = {
  time: 'a time, UTC',
  numbers: 'numbers, apart by commas or spaces',
  image: 'PNG or JPEG',
  sound: 'WAV',
};

/** One field: its label, what a person gives, and the tensor that it becomes. */
class Field {
  constructor(field, at) {
    this.field = field;
    this.control = this.make();
    this.control.id = 'ask-' + at;
    this.node = element('div');
    this.node.className = 'field';
    const label = element('label', field.name);
    label.htmlFor = this.control.id;
    const hints = [HINTS[field.kind], field.shape.length ? field.shape.join(' × ') : '', field.key ? 'picks the model' : '']
      .filter(hint => hint);
    if (hints.length) {
      const hint = element('span', ' ' + hints.join(', '));
      hint.className = 'hint';
      label.append(hint);
    }
    this.node.append(label, this.control);
  }

  make() {
    const kind = this.field.kind;
    if (kind === 'boolean') {
      const select = element('select');
      for (const [value, words] of [['', 'not known'], ['true', 'yes'], ['false', 'no']]) {
        const option = element('option', words);
        option.value = value;
        select.append(option);
      }
      return select;
    }
    const control = element(kind === 'numbers' ? 'textarea' : 'input');
    if (kind === 'image' || kind === 'sound') {
      control.type = 'file';
      control.accept = kind === 'image' ? 'image/png,image/jpeg' : 'audio/wav,.wav';
      control.addEventListener('change', () => this.preview());
    } else if (kind === 'time') {
      control.type = 'datetime-local';
      control.step = '1';
      control.value = new Date().toISOString().slice(0, 19);
    } else if (kind === 'number') {
      control.type = 'number';
      control.step = 'any';
    } else {
      control.autocomplete = 'off';
    }
    return control;
  }

  preview() {
    this.node.querySelector('img')?.remove();
    const file = this.control.files[0];
    if (file && this.field.kind === 'image') {
      const image = element('img');
      image.className = 'preview';
      image.alt = 'the image chosen';
      image.src = URL.createObjectURL(file);
      image.addEventListener('load', () => URL.revokeObjectURL(image.src));
      this.node.append(image);
    }
  }

  /** Nothing where nothing was given; the service says what it needs. */
  async tensor() {
    const {name, kind, shape} = this.field;
    const text = this.control.value.trim();
    if (kind === 'image' || kind === 'sound') {
      const file = this.control.files[0];
      return file && {name, datatype: 'BYTES', shape: [1], data: [await base64(file)]};
    }
    if (text === '' && !this.control.validity?.badInput) {
      return undefined;
    }
    switch (kind) {
      case 'number':
        if (!Number.isFinite(this.control.valueAsNumber)) {
          throw new Error(name + ' must be a number');
        }
        return {name, datatype: 'FP64', shape: [1], data: [this.control.valueAsNumber]};
      case 'boolean':
        return {name, datatype: 'BOOL', shape: [1], data: [text === 'true']};
      case 'time':
        return {name, datatype: 'BYTES', shape: [1], data: [text + (text.length === 16 ? ':00Z' : 'Z')]};
      case 'numbers': {
        const data = text.split(/[\s,;]+/).filter(part => part).map(Number);
        if (data.some(Number.isNaN)) {
          throw new Error(name + ' must be numbers');
        }
        return {name, datatype: 'FP32', shape: [1].concat(shape.length ? shape : [data.length]), data};
      }
      default:
        return {name, datatype: 'BYTES', shape: [1], data: [text]};
    }
  }
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });
}

export class Form {
  /**
   * @param ask sends a body to a path and gives the answer's JSON
   */
  constructor(form, answer, ask) {
    this.form = form;
    this.answer = answer;
    this.ask = ask;
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.submit();
    });
  }

  /** Makes the form of a learner, unless it is there already. */
  show(learner, model) {
    this.outputs = model.newest ? model.newest.outputs : [];
    const made = JSON.stringify([learner, model.fields]);
    if (made === this.made) {
      return;
    }
    this.made = made;
    this.learner = learner;
    this.fields = (model.fields || []).map((field, at) => new Field(field, at));
    this.button = element('button', 'Predict');
    this.button.type = 'submit';
    this.form.replaceChildren(...this.fields.map(field => field.node), this.button);
    this.answer.replaceChildren();
  }

  async submit() {
    this.button.disabled = true;
    const learner = this.learner;
    try {
      const tensors = await Promise.all(this.fields.map(field => field.tensor()));
      const inputs = tensors.filter(tensor => tensor);
      if (inputs.length === 0) {
        throw new Error('fill in at least one field');
      }
      const answer = await this.ask('v2/models/' + encodeURIComponent(learner) + '/infer', {inputs});
      if (learner === this.learner) {
        this.say(answer);
      }
    } catch (problem) {
      const wrong = element('p', problem.message);
      wrong.className = 'wrong';
      this.answer.replaceChildren(wrong);
    } finally {
      this.button.disabled = false;
    }
  }

  say(answer) {
    const parts = answer.outputs.map(output => this.output(output)).flat();
    const {model_age_ms: age, events_seen: seen, missing, set_aside: aside, doubtful} = answer.parameters;
    const by = element('p', `by version ${answer.model_version}, ${duration(age)} old, of ${seen.toLocaleString('en')} events`);
    by.className = 'quiet';
    parts.push(by);
    for (const [words, told] of [['missing: ', missing], ['set aside: ', aside], ['doubtful: ', doubtful]]) {
      if (told) {
        const line = element('p', words + told);
        line.className = 'quiet';
        parts.push(line);
      }
    }
    if (answer.parameters.nothing_learned_yet) {
      parts.push(element('p', 'The model has learned nothing yet: this is no answer.'));
    }
    this.answer.replaceChildren(...parts);
  }

  output(output) {
    if (output.data.every(value => value === null)) {
      return [element('p', output.name + ': not known yet')];
    }
    if (output.datatype === 'BYTES' || output.data.length === 1) {
      const value = output.data[0];
      const said = element('p', output.name + ': ' + (typeof value === 'number' ? short(value) : value));
      said.className = 'said';
      return [said];
    }
    const known = this.outputs.find(one => one.name === output.name);
    const names = output.parameters?.classes ? JSON.parse(output.parameters.classes) : known ? known.columns : [];
    if (names.length !== output.data.length) {
      const more = output.data.length > MOST_SHOWN ? `, … (${output.data.length.toLocaleString('en')} numbers)` : '';
      return [element('p', output.name + ': ' + output.data.slice(0, MOST_SHOWN).map(short).join(', ') + more)];
    }
    return names.map((name, i) => ({name, value: output.data[i]}))
      .sort((one, other) => other.value - one.value)
      .slice(0, MOST_SHOWN)
      .map(({name, value}) => share(name, value));
  }
}

function share(name, value) {
  const line = element('div');
  line.className = 'share';
  const meter = element('meter');
  meter.max = 1;
  meter.value = value;
  meter.setAttribute('aria-label', name);
  line.append(element('span', name), meter, element('span', (100 * value).toFixed(1) + ' %'));
  return line;
}

function short(value) {
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(5)));
}

/** Milliseconds in the unit that suits them. */
export function duration(millis) {
  if (millis < 1000) {
    return Math.round(millis) + ' ms';
  }
  for (const [unit, size] of [['d', 86400000], ['h', 3600000], ['min', 60000]]) {
    if (millis >= 2 * size) {
      return Math.round(millis / size) + ' ' + unit;
    }
  }
  return (millis / 1000).toFixed(millis < 10000 ? 1 : 0) + ' s';
}
