// The learning curve: uPlot's canvas for who sees it, a table for everyone.

const COLORS = ['--accent', '--second', '--third'];
const DASHES = [[], [6, 4], [2, 4]];
const ROWS = 24; // of the table

const clock = new Intl.DateTimeFormat([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const shortClock = new Intl.DateTimeFormat([], {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const date = new Intl.DateTimeFormat([], {year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const day = new Intl.DateTimeFormat([], {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});

/** With its day where that is another than today. */
export function timeOfDay(millis) {
  const time = new Date(millis);
  return (time.toDateString() === new Date().toDateString() ? clock : date).format(time);
}

/** A score in three digits or so; shares in percent. */
export function figure(measure, value) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (['accuracy', 'majority', 'no_change'].includes(measure)) {
    return (100 * value).toFixed(1) + ' %';
  }
  const size = Math.abs(value);
  return size >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(size < 0.001 ? 2 : 3);
}

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The lines of a score: itself first, then the rules that learn nothing. */
export function lines(score) {
  return [{measure: score.measure, words: score.words}]
    .concat(score.baselines.map(one => ({measure: one.measure, words: one.meaning})));
}

export class Chart {
  constructor(place, legend, table) {
    this.place = place;
    this.legend = legend;
    this.table = table;
    this.marks = [];
    new ResizeObserver(() => this.resize()).observe(place);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.anew());
  }

  show(score, curve, marks) {
    const drawn = lines(score);
    const same = this.score && JSON.stringify(lines(this.score)) === JSON.stringify(drawn);
    this.score = score;
    this.curve = curve;
    this.marks = marks;
    this.data = [curve.time.map(time => time / 1000)].concat(drawn.map(line => curve[line.measure]));
    if (this.plot && same) {
      this.plot.setData(this.data);
    } else {
      this.anew();
    }
    this.tabulate(drawn);
  }

  clear() {
    if (this.plot) {
      this.plot.destroy();
    }
    this.plot = this.score = null;
    this.legend.replaceChildren();
    this.table.replaceChildren();
  }

  resize() {
    if (this.plot) {
      this.plot.setSize({width: this.place.clientWidth, height: this.place.clientHeight});
    }
  }

  anew() {
    if (!this.score) {
      return;
    }
    if (this.plot) {
      this.plot.destroy();
    }
    this.plot = new window.uPlot(this.options(lines(this.score)), this.data, this.place);
    this.explain(lines(this.score));
  }

  options(drawn) {
    const axis = {
      stroke: color('--quiet'),
      grid: {stroke: color('--grid'), width: 1},
      ticks: {stroke: color('--grid'), width: 1},
      font: '12px system-ui, sans-serif',
    };
    const measure = this.score.measure;
    return {
      width: this.place.clientWidth,
      height: this.place.clientHeight,
      legend: {show: false},
      cursor: {drag: {x: false, y: false}},
      scales: {x: {time: true}},
      axes: [
        {...axis, space: 80, values: (plot, ticks) => this.times(ticks)},
        {...axis, size: 64, values: (plot, ticks) => ticks.map(tick => figure(measure, tick).replace('.0 %', ' %'))},
      ],
      series: [{}].concat(drawn.map((line, i) => ({
        label: line.words,
        stroke: color(COLORS[i % COLORS.length]),
        width: i === 0 ? 2.5 : 1.5,
        dash: DASHES[i % DASHES.length],
        points: {show: plot => plot.data[0].length < 3},
        spanGaps: true,
      }))),
      hooks: {draw: [plot => this.drawMarks(plot)]},
    };
  }

  /** Seconds where the ticks are less than a minute apart, days where they are more than half a one. */
  times(ticks) {
    const apart = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
    const form = apart < 60 ? clock : apart < 43200 ? shortClock : day;
    return ticks.map(tick => form.format(new Date(tick * 1000)));
  }

  drawMarks(plot) {
    const {ctx, bbox} = plot;
    ctx.save();
    ctx.strokeStyle = color('--mark');
    ctx.lineWidth = window.devicePixelRatio;
    for (const mark of this.marks) {
      const x = Math.round(plot.valToPos(mark.time / 1000, 'x', true));
      if (x >= bbox.left && x <= bbox.left + bbox.width) {
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
      }
    }
    ctx.restore();
  }

  explain(drawn) {
    this.legend.replaceChildren(...drawn.map((line, i) => {
      const item = document.createElement('span');
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      svg.setAttribute('width', '26');
      svg.setAttribute('height', '8');
      const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'path');
      stroke.setAttribute('d', 'M1 4h24');
      stroke.setAttribute('stroke', color(COLORS[i % COLORS.length]));
      stroke.setAttribute('stroke-width', i === 0 ? '3' : '2');
      stroke.setAttribute('stroke-dasharray', DASHES[i % DASHES.length].join(' '));
      svg.append(stroke);
      item.append(svg, line.words);
      return item;
    }));
  }

  /** Some rows of the curve, the newest first. */
  tabulate(drawn) {
    const count = this.curve.time.length;
    const step = Math.max(1, Math.floor(count / ROWS));
    const head = row('th', ['Time', 'Examples scored'].concat(drawn.map(line => line.words)));
    const rows = [];
    for (let at = count - 1; at >= 0; at -= step) {
      rows.push(row('td', [timeOfDay(this.curve.time[at]), this.curve.scored[at].toLocaleString('en')]
        .concat(drawn.map(line => figure(line.measure, this.curve[line.measure][at])))));
    }
    if (this.table.textContent !== head.textContent + rows.map(one => one.textContent).join('')) {
      fill(this.table, head, rows); // else whoever reads it would lose the place
    }
  }
}

export function row(kind, texts) {
  const line = document.createElement('tr');
  for (const text of texts) {
    const cell = document.createElement(kind);
    cell.textContent = text;
    if (kind === 'th') {
      cell.scope = 'col';
    }
    line.append(cell);
  }
  return line;
}

export function fill(table, head, rows) {
  const top = document.createElement('thead');
  top.append(head);
  const body = document.createElement('tbody');
  body.append(...rows);
  table.replaceChildren(top, body);
}
