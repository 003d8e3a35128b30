// The page: which learner is watched, and what the service says of it every two seconds.
// Whatever comes from the service is put in as text, never as markup: names and reasons are strangers'.

import {Chart, figure, fill, lines, row, timeOfDay} from './chart.js';
import {Form, duration} from './form.js';

const EVERY = 2000; // milliseconds
const PATIENCE = 15000;
const KEPT_TOKEN = 'gradstream.token';

const at = id => document.getElementById(id);
const chart = new Chart(at('chart'), at('legend'), at('curve-table'));
const form = new Form(at('ask'), at('answer'), (path, body) => call(path, body));

let learners = [];
let watched = null;
let score = null;
let last = null; // what the service said of it
let timer = null;
let round = 0; // an answer of an earlier one is late, and left

class Unauthorized extends Error {}

/** Asks the service; what it refuses is an error in its own words. */
async function call(path, body) {
  const token = sessionStorage.getItem(KEPT_TOKEN);
  const headers = {...(token && {Authorization: 'Bearer ' + token}), ...(body && {'Content-Type': 'application/json'})};
  let response;
  try {
    response = await fetch(path, {method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body), cache: 'no-store', signal: AbortSignal.timeout(PATIENCE)});
  } catch (unreachable) {
    throw new Error('the service does not answer');
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401 || response.status === 403) {
    throw new Unauthorized(token ? answer.error : '');
  }
  if (!response.ok) {
    throw new Error(answer.error || 'the service answered with status ' + response.status);
  }
  return answer;
}

function tell(id, text) {
  if (at(id).textContent !== (text || '')) { // else a screen reader would read it again and again
    at(id).textContent = text || '';
  }
  at(id).hidden = !text;
}

function pulse(kind, text) {
  at('pulse').className = 'pulse ' + kind;
  if (at('pulse').textContent !== text) {
    at('pulse').textContent = text;
  }
}

/** Named behind the address; else the one that is watched already, or the first. */
function chosen() {
  let name = '';
  try {
    name = decodeURIComponent(location.hash.slice(1));
  } catch (malformed) {
    // as if there were none
  }
  return [name, watched].find(one => learners.includes(one)) || learners[0] || null;
}

function showLearners(names) {
  if (JSON.stringify(names) !== JSON.stringify(learners)) {
    learners = names;
    at('learners').replaceChildren(...names.map(name => {
      const link = document.createElement('a');
      link.href = '#' + encodeURIComponent(name);
      link.textContent = name;
      return link;
    }));
  }
  for (const link of at('learners').children) {
    if (link.textContent === watched) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

async function look() {
  clearTimeout(timer);
  const mine = ++round;
  try {
    const names = (await call('v2')).models;
    if (mine !== round) {
      return;
    }
    showLearners(names);
    if (chosen() !== watched) {
      watched = chosen();
      score = null;
      chart.clear();
      showLearners(names);
    }
    const told = watched && await call('v2/models/' + encodeURIComponent(watched) + '/watch');
    if (mine !== round) {
      return;
    }
    at('gate').hidden = true;
    at('learner').hidden = !told;
    tell('trouble', told ? '' : 'This service follows no learner yet: it waits for a models topic.');
    if (told) {
      show(told);
    }
    pulse('live', 'live');
  } catch (problem) {
    if (mine === round) {
      fail(problem);
    }
  }
  if (mine === round && !document.hidden && at('gate').hidden) {
    timer = setTimeout(look, EVERY);
  }
}

function fail(problem) {
  pulse('away', 'not live');
  const wantsToken = problem instanceof Unauthorized;
  tell('trouble', problem.message);
  at('gate').hidden = !wantsToken;
  if (wantsToken) {
    at('learner').hidden = true;
    at('token').focus();
  }
}

function show(told) {
  last = told;
  tell('name', told.learner);
  document.title = told.learner + ' – Gradstream';
  tell('obstacle', told.obstacle && 'No model yet: ' + told.obstacle + '.');
  tell('missing', told.reports.missing && 'No learning curve: ' + told.reports.missing + '.');
  showCurve(told);
  showTiles(told);
  form.show(told.learner, told.model);
  showModel(told.model, told.reports);
  showLetters(told.dead_letters, told.reports);
  showMarks(told.marks || []);
}

function showCurve(told) {
  const scores = told.scores || [];
  const shown = scores.find(one => one.measure === score) || scores[0];
  showChoices(scores.length < 2 ? [] : scores, shown);
  at('curve-words').textContent = !shown
    ? 'No score yet: it comes with the first examples that a model has answered before it learned them.'
    : curveWords(shown, told);
  if (shown) {
    score = shown.measure;
    chart.show(shown, told.curve, told.marks);
  } else {
    chart.clear();
  }
}

/** Buttons stay while there are the same, so that the one that has the keyboard's focus keeps it. */
function showChoices(scores, shown) {
  const buttons = at('scores').children;
  if (buttons.length !== scores.length || scores.some((one, i) => buttons[i].value !== one.measure)) {
    at('scores').replaceChildren(...scores.map(choice));
  }
  for (const button of buttons) {
    button.setAttribute('aria-pressed', String(button.value === shown.measure));
  }
}

function choice(one) {
  const button = document.createElement('button');
  button.type = 'button';
  button.value = one.measure;
  button.textContent = one.words;
  button.addEventListener('click', () => {
    score = one.measure;
    showCurve(last);
    showTiles(last);
  });
  return button;
}

function curveWords(shown, told) {
  const last = told.curve.time.length - 1;
  const values = lines(shown).map(line => line.words.toLowerCase() + ' ' + figure(shown.measure, told.curve[line.measure][last]));
  const of = told.curve.of_answers ? 'Answers as they were given' : 'Each example scored before it is learned';
  return `${of}; now ${values.join(', ')}. ${shown.high_is_better ? 'Higher' : 'Lower'} is better.`;
}

const count = number => (number || 0).toLocaleString('en');
const rate = number => (number || 0) < 10 ? (number || 0).toFixed(1) : count(Math.round(number));

function showTiles(told) {
  const {reports, scores, curve, model} = told;
  const counts = reports.counts || {};
  const first = (scores || []).find(one => one.measure === score);
  const last = first ? curve.time.length - 1 : 0;
  const tiles = [
    first
      ? [first.words, figure(first.measure, curve[first.measure][last]), beside(first, curve, last)]
      : ['Score', '–', 'not yet'],
    ['Events a second', rate(reports.read_per_second), count(counts.events_read) + ' read'],
    ['Learned a second', rate(reports.learned_per_second), count(counts.examples) + ' learned'],
    ['Lag, in event time', duration(reports.lag_ms || 0), count(counts.waiting) + ' wait their turn'],
    ['Age of the model', model.newest ? duration(model.newest.age_ms) : '–', model.newest ? 'version ' + model.newest.version : 'none yet'],
    ['Last report', reports.age_ms === undefined ? '–' : duration(reports.age_ms) + ' ago', reports.paused ? 'learning is paused' : 'they come with news'],
  ];
  at('tiles').replaceChildren(...tiles.map(([name, value, more]) => {
    const tile = document.createElement('div');
    const term = document.createElement('dt');
    term.textContent = name;
    const figureNow = document.createElement('dd');
    figureNow.textContent = value;
    const words = document.createElement('dd');
    words.className = 'more';
    words.textContent = more;
    tile.append(term, figureNow, words);
    return tile;
  }));
}

function beside(shown, curve, last) {
  const baseline = shown.baselines[0];
  return baseline ? `${baseline.meaning}: ${figure(shown.measure, curve[baseline.measure][last])}` : count(curve.scored[last]) + ' scored';
}

function facts(list, pairs) {
  list.replaceChildren(...pairs.filter(([, value]) => value !== undefined && value.length !== 0).flatMap(([name, value]) => {
    const term = document.createElement('dt');
    term.textContent = name;
    const said = document.createElement('dd');
    if (Array.isArray(value)) {
      const items = document.createElement('ul');
      items.append(...value.map(text => {
        const item = document.createElement('li');
        item.textContent = text;
        return item;
      }));
      said.append(items);
    } else {
      said.textContent = value;
    }
    return [term, said];
  }));
}

function showModel(model, reports) {
  const newest = model.newest;
  facts(at('model'), [
    ['Version', newest ? newest.version : 'none yet'],
    ['Went back to', newest && newest.went_back_to],
    ['Events learned', newest && count(newest.events_learned)],
    ['Left out', newest && newest.events_skipped ? count(newest.events_skipped) : undefined],
    ['Network', model.layers],
    ['Members', model.members],
    ['Features', (model.features || []).join(', ')],
    ['Models held', model.held > 1 ? count(model.held) : undefined],
    ['Models reporting', reports.models > 1 ? count(reports.models) + (reports.more_models ? ', and more that are not looked at' : '') : undefined],
    ['Exploded', reports.exploded ? count(reports.exploded) + ', see the log' : undefined],
    ['A model for each', model.key_field],
    ['Memory', (model.bytes / 1048576).toFixed(1) + ' MB'],
    ['Learned through', newest ? newest.learned.map(one => one.partition + ' at ' + count(one.offset)) : undefined],
  ]);
}

function showLetters(letters, {counts, missing}) {
  const dead = counts ? counts.events_dead + counts.labels_dead : 0;
  const none = counts && !missing ? 'None: every record could be used.' : 'None that is known of.';
  const kinds = letters ? letters.kinds : [];
  const all = Math.max(dead, letters ? letters.seen : 0);
  const seen = letters && letters.seen < all ? ` By reason, of the last ${count(letters.seen)}:` : '';
  at('dead-words').textContent = letters && letters.missing
    ? 'They are not read: ' + letters.missing + '.'
    : all ? `${count(all)} ${all === 1 ? 'record' : 'records'} could not be used.${seen}` : none;
  at('dead').hidden = kinds.length === 0;
  fill(at('dead'), row('th', ['Reason', 'Field', 'Records']),
    kinds.map(kind => row('td', [kind.reason.toLowerCase().replaceAll('_', ' '), kind.field || 'the record', count(kind.count)])));
}

function showMarks(marks) {
  at('marks-words').textContent = marks.length ? 'Lines in the curve stand for these.' : 'Nothing that is worth a mark: no drift, no pause, no roll-back.';
  const shown = marks.map(mark => [mark.time, mark.what]).sort((one, other) => other[0] - one[0]);
  if (JSON.stringify(shown) === at('marks').dataset.shown) {
    return;
  }
  at('marks').dataset.shown = JSON.stringify(shown);
  at('marks').replaceChildren(...shown.map(([time, what]) => {
    const item = document.createElement('li');
    const when = document.createElement('time');
    when.dateTime = new Date(time).toISOString();
    when.textContent = timeOfDay(time);
    item.append(when, what);
    return item;
  }));
}

at('gate').addEventListener('submit', event => {
  event.preventDefault();
  const token = at('token').value.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) { // nor could it be sent
    tell('trouble', 'A token has letters, digits and signs of ASCII only, and no blanks.');
    return;
  }
  sessionStorage.setItem(KEPT_TOKEN, token);
  at('token').value = '';
  at('gate').hidden = true;
  look();
});
document.querySelector('.skip').addEventListener('click', event => {
  event.preventDefault(); // the name behind the address is the learner's
  at('main').focus();
});
addEventListener('hashchange', look);
document.addEventListener('visibilitychange', () => document.hidden ? clearTimeout(timer) : look());
look();
