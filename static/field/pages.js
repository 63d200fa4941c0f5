/* What the officer sees: the lock, her work under way, one form at a time drawn from the plans. Nothing of it stays on the
   screen when it locks. Questions and choices come from the portal's own forms; this script knows no kind of entry. */
(function () {
'use strict';
const field = window.field, main = document.getElementById('main'), status = document.getElementById('status');
const tools = document.getElementById('tools'), sayBox = document.getElementById('say');
const WORDS = JSON.parse(document.body.getAttribute('data-words'));
const IDLE = 300000, HIDDEN = 60000, DAY = 86400000, VERSION = 1;
let language = 'hi', box = null, pack = null, sender = null, idle = 0, hiddenAt = 0, parent = null, redraw = null, quiet = 0, band = '';
let turn = 0;                   // which screen she is on: what was asked for an earlier one is not drawn over it

try { language = localStorage.getItem('field-language') === 'en' ? 'en' : 'hi'; } catch (e) { /* a private window */ }

function t(key, count) { return WORDS[language][key].replace('%(count)s', count); }

function el(tag, more, inside) {
  const made = document.createElement(tag);
  Object.keys(more || {}).forEach(function (name) {
    if (name === 'press') made.addEventListener('click', more.press);
    else if (name in made && name !== 'list') made[name] = more[name];
    else made.setAttribute(name, more[name]);
  });
  [].concat(inside === undefined ? [] : inside).forEach(function (one) {
    if (one) made.appendChild(typeof one === 'string' ? document.createTextNode(one) : one);
  });
  return made;
}

function button(label, press, kind) { return el('button', {type: 'button', className: kind || '', press: press}, label); }

function say(words) {
  clearTimeout(quiet);
  sayBox.textContent = words;
  quiet = setTimeout(hush, 6000);
}

/* What was said has been read once she goes on; it must not lie over the field she writes in. */
function hush() { sayBox.textContent = ''; }

function show(title, nodes, again) {
  redraw = again;
  main.textContent = '';
  document.documentElement.lang = language;
  document.title = title;
  [el('h1', {}, title)].concat(nodes).forEach(function (one) { if (one) main.appendChild(one); });
  drawTools();
  main.focus();
  window.scrollTo(0, 0);
}

function inner(up, draw) {
  parent = up;
  turn += 1;
  if (history.state !== 'in') history.pushState('in', '');
  draw();
}

function drawTools() {
  tools.textContent = '';
  tools.appendChild(button(language === 'hi' ? 'English' : 'हिन्दी', function () {
    language = language === 'hi' ? 'en' : 'hi';
    try { localStorage.setItem('field-language', language); } catch (e) { /* then Hindi next time */ }
    drawStatus();
    if (redraw) redraw();
  }));
  if (box) tools.appendChild(button(t('lock'), lock));
}

function drawStatus() {
  if (!box) { status.textContent = ''; return Promise.resolve(); }
  return box.list().then(function (items) {
    const waits = items.filter(function (one) { return one.state === 'queued'; }).length;
    const back = items.filter(function (one) { return one.state === 'refused'; }).length;
    status.textContent = [navigator.onLine && !field.isAway ? t('online') : t('offline'), waits ? t('toSend', waits) : '',
      back ? t('toMend', back) : ''].filter(Boolean).join(' · ');
    status.setAttribute('data-waits', waits);
    status.setAttribute('data-back', back);
  });
}

function link(label) { return el('a', {href: '/field/back', className: 'button main'}, label); }

/* The lock ---------------------------------------------------------------------------------------------------------------- */

function lock() {
  if (sender) sender.stop();
  clearTimeout(idle);
  box = pack = sender = parent = null;
  turn += 1;
  band = sayBox.textContent = '';
  drawStatus();
  begin();
}

function begin() {
  field.counts().then(function (vaults) {
    if (vaults.length) lockScreen(vaults, vaults[vaults.length - 1].label); else prepareScreen();
  }, function () { show(t('title'), [el('p', {}, t('old')), el('a', {href: '/', className: 'button'}, t('toPortal'))], begin); });
}

function secret(name, label) {
  return el('p', {}, [el('label', {htmlFor: name}, label),
    el('input', {id: name, name: name, type: 'password', autocomplete: 'off', inputMode: 'text'})]);
}

function formOf(nodes, send) {
  const form = el('form', {noValidate: true}, nodes);
  form.addEventListener('submit', function (event) { event.preventDefault(); send(form); });
  return form;
}

function lockScreen(vaults, chosen) {
  const error = el('p', {className: 'error'}), open = el('button', {className: 'main'}, t('open'));
  const one = vaults.filter(function (vault) { return vault.label === chosen; })[0];
  const form = formOf([
    vaults.length > 1 ? el('fieldset', {}, [el('legend', {}, t('which'))].concat(vaults.map(function (vault) {
      return el('label', {}, [el('input', {type: 'radio', name: 'vault', value: vault.label, checked: vault.label === chosen,
        press: function () { lockScreen(vaults, vault.label); }}),
      t('officer', vault.number) + ' · ' + t('waiting', vault.waits)]);
    }))) : el('p', {id: 'count'}, t('waiting', one.waits)),
    secret('pin', t('pin')), error, open], function () {
    open.disabled = true;
    error.textContent = t('wait');
    field.unlock(chosen, form.elements.pin.value).then(function (got) {
      open.disabled = false;
      form.elements.pin.value = '';
      error.textContent = got.wrong ? t('wrong') : got.wait ? t('waitTry', Math.ceil(got.wait / 1000)) : '';
      if (!got.wrong && !got.wait) opened(got);
    });
  });
  show(t('title') + ' – ' + t('locked'), [form, button(t('forgotten'), function () { forgottenScreen(one); }),
    button(t('another'), prepareScreen)], function () { lockScreen(vaults, chosen); });
}

/* Asks the portal who is signed in and goes on with the spare key of *boxId*, or says what is missing. */
function withPortal(label, boxId, go) {
  const missing = function (words, isSignIn) {
    show(t('setUp'), [el('p', {}, words), isSignIn ? link(t('signIn')) : button(t('again'), function () {
      withPortal(label, boxId, go); }), button(t('back'), begin)], function () { withPortal(label, boxId, go); });
  };
  show(t('setUp'), [el('p', {}, t('wait'))], null);
  field.ticket(label).then(function (got) {
    if (got.why === 'signIn') return missing(t('signInFirst'), true);
    if (got.why) return missing(t(got.why), got.why === 'other');
    return field.counts().then(function (vaults) {
      if (!label && vaults.some(function (one) { return one.label === got.label; })) return lockScreen(vaults, got.label);
      return field.ask('/field/spare-key', {box: boxId}, got.csrf).then(function (answer) {
        if (answer.status !== 200 || answer.body.label !== got.label) throw new Error(answer.status);
        go(answer.body);
      });
    });
  }).catch(function () { missing(t('noLine')); });
}

function chooseSecret(title, lead, done) {
  const error = el('p', {className: 'error'}), go = el('button', {className: 'main'}, t('prepare'));
  const form = formOf([el('p', {}, lead), secret('pin', t('pin')), secret('again', t('pinAgain')), error, go], function () {
    const pin = form.elements.pin.value;
    error.textContent = isWeak(pin) ? t('pinShort') : pin !== form.elements.again.value ? t('pinDiffers') : '';
    if (error.textContent) return;
    go.disabled = true;
    error.textContent = t('wait');
    done(pin).then(opened).catch(function () { go.disabled = false; error.textContent = t('unsaved'); });
  });
  show(title, [form, button(t('back'), begin)], function () { chooseSecret(title, lead, done); });
}

function isWeak(pin) {
  const steps = Array.from(pin).slice(1).map(function (sign, place) { return sign.codePointAt(0) - pin.charCodeAt(place); });
  return pin.length < 8 || steps.every(function (one) { return one === steps[0] && Math.abs(one) < 2; });
}

function prepareScreen() {
  const boxId = field.newId();
  withPortal('', boxId, function (got) {
    chooseSecret(t('setUp'), t('setUpLead'), function (pin) { return field.make(got.label, boxId, got.key, pin); });
  });
}

function forgottenScreen(vault) {
  withPortal(vault.label, vault.box, function (got) {
    chooseSecret(t('forgotten'), t('forgottenLead'), function (pin) { return field.withSpare(vault.label, got.key, pin); });
  });
}

function opened(got) {
  box = got;
  sender = new field.Sender(box, told);
  stir();
  const mine = box;
  return box.pack().then(function (known) {
    if (box !== mine) return;
    pack = known;
    home();
    if (navigator.onLine) fetchPack();
    sender.send(false);
  });
}

function stir() {
  clearTimeout(idle);
  if (box) idle = setTimeout(lock, IDLE);
}

/* To and from the portal -------------------------------------------------------------------------------------------------- */

function told(what, detail) {
  if (what === 'clock') { if (Math.abs(detail) > 5) say(t('clock', detail)); return; }
  band = {signIn: t('signInToSend'), other: t('other'), noRole: t('noRole'), failed: t('tryAgain'), sending: t('sending'),
    refusedAll: detail ? t('refusedAll', detail) : band}[what] || '';
  drawStatus();
  if (what !== 'sending' && redraw && redraw.isList) redraw();
  if (what === 'done' && navigator.onLine) fetchPack();
}

let fetching = false;
function fetchPack(pressed) {
  if (fetching || !box) return;
  fetching = true;
  const mine = box;
  Promise.all([box.list(), field.ask('/field/pack', null, '', !pressed)]).then(function (got) {
    fetching = false;
    const items = got[0], answer = got[1];
    if (box !== mine) return null;
    drawStatus();
    if (answer.status === 401) { band = t('signInToSend'); }
    if (answer.status !== 200 || answer.body.label !== box.label) { if (redraw && redraw.isList) redraw(); return null; }
    pack = answer.body;
    return box.setPack(pack).then(function () { return box.remove(settled(items)); })
      .then(function () { if (box === mine && redraw && redraw.isList) redraw(); });
  }, function () { fetching = false; drawStatus(); if (pressed) say(t('noLine')); });
}

/* What was sent is shown while its outing or day is open; then it leaves the telephone. */
function settled(items) {
  const open = {};
  threadsOf(items).forEach(function (one) { if (one.known) open[one.ref] = true; });
  return items.filter(function (item) {
    const ref = refOf(item) || item.id;
    return item.state === 'sent' && (!open[ref] || Date.now() - Date.parse(item.entry.noted_at) > DAY);
  }).map(function (item) { return item.id; });
}

/* Plans ------------------------------------------------------------------------------------------------------------------- */

function sections() {
  const found = pack ? pack.packs[language] : {};
  return Object.keys(found).map(function (key) { return found[key]; }).filter(function (one) { return one.kinds && one.kinds.length; });
}

function kindOf(key) {
  return sections().reduce(function (found, one) {
    return found || one.kinds.filter(function (kind) { return kind.key === key; })[0];
  }, null);
}

function sectionOf(key) {
  return sections().filter(function (one) { return one.kinds.some(function (kind) { return kind.key === key; }); })[0];
}

function refOf(item) {
  const kind = kindOf(item.entry.kind);
  const asked = kind && kind.fields.filter(function (one) { return one.kind === 'ref'; })[0];
  return asked ? item.entry.fields[asked.name] : '';
}

function roleOf(item) { const kind = kindOf(item.entry.kind); return kind ? kind.role : ''; }

/* What is under way: told by the portal, or begun on this telephone and not known there yet. */
function threadsOf(items) {
  const ended = {}, seen = {}, found = [];
  items.forEach(function (item) {
    if (roleOf(item) === 'end' && (item.state === 'queued' || item.state === 'sent')) ended[refOf(item)] = true;
  });
  sections().forEach(function (section) {
    (section.threads || []).forEach(function (one) {
      seen[one.ref] = true;
      found.push({ref: one.ref, label: one.label, state: one.state, done: one.done || [], section: section, known: true,
        ended: ended[one.ref]});
    });
  });
  items.forEach(function (item) {
    if (roleOf(item) === 'start' && item.state !== 'draft' && item.state !== 'aside' && !seen[item.id]) {
      found.push({ref: item.id, label: item.entry.label, state: '', done: [item.entry.kind], section: sectionOf(item.entry.kind),
        ended: ended[item.id]});
    }
  });
  return found;
}

/* Screens of work --------------------------------------------------------------------------------------------------------- */

function home() {
  parent = null;
  turn += 1;
  drawHome();
}

function drawHome() {
  const mine = turn;
  if (!box) return;
  box.list().then(function (items) {
    if (turn !== mine) return;
    const threads = threadsOf(items).filter(function (one) { return !one.ended; });
    const back = items.filter(function (one) { return one.state === 'refused' || one.state === 'draft' || one.state === 'queued' && !kindOf(one.entry.kind); });
    const aside = items.filter(function (one) { return one.state === 'aside'; });
    const waits = items.some(function (one) { return one.state === 'queued'; });
    const nodes = [el('p', {className: 'soft'}, t('lead'))];
    if (band) nodes.push(el('div', {className: 'band'}, [el('p', {}, band), band === t('signInToSend') || band === t('other') ? link(t('signIn')) : null]));
    if (waits) nodes.push(button(t('sendNow'), function () { sender.send(false); }, 'main'));
    else if (!back.length) nodes.push(el('p', {id: 'clear'}, t('allSent')));
    if (back.length) nodes.push(listOf(back, items, home));
    if (threads.length) nodes.push(el('h2', {}, t('going')));
    threads.forEach(function (one) {
      nodes.push(button(one.label + (one.state ? ' · ' + one.state : ''), function () { threadScreen(one.ref); }, 'thread'));
    });
    sections().forEach(function (section) {
      section.kinds.forEach(function (kind) {
        if (kind.role === 'start') nodes.push(button(t('begin') + ': ' + kind.label, function () { formScreen(kind, '', null, home); }, 'start'));
      });
    });
    if (aside.length) nodes.push(el('details', {}, [el('summary', {}, t('asideList')), listOf(aside, items, home)]));
    nodes.push(el('p', {className: 'soft'}, pack ? t('fetched') + ' ' + stamp(pack.now) : t('noPlans')));
    nodes.push(button(t('fetch'), function () { fetchPack(true); }));
    show(t('title'), nodes, drawHome);
    drawStatus();
  });
}

drawHome.isList = true;

/* dd-mm-yyyy HH:MM in India, whatever zone the telephone believes to be in. */
function stamp(moment) {
  const at = new Date(new Date(moment).getTime() + 19800000).toISOString();
  return at.slice(8, 10) + '-' + at.slice(5, 7) + '-' + at.slice(0, 4) + ' ' + at.slice(11, 16);
}

function listOf(some, all, up) {
  const held = {};
  all.forEach(function (one) { if (one.state === 'refused') held[one.id] = true; });
  return el('ul', {}, some.map(function (item) {
    const kind = kindOf(item.entry.kind), isBack = item.state === 'refused', waits = isBack && held[refOf(item)];
    const word = {queued: 'stateQueued', sent: 'stateSent', refused: 'stateRefused', aside: 'stateAside', draft: 'draft'}[item.state];
    const reasons = [item.entry.said].concat(Object.keys(item.entry.faults || {}).map(function (name) {
      return item.entry.faults[name].join(' '); }));
    return el('li', {className: isBack ? 'bad' : '', 'data-state': item.state}, [
      el('p', {}, item.entry.label + ' · ' + t(word)),
      isBack ? el('p', {className: 'why'}, waits ? t('waitsFor') : reasons.filter(Boolean).join(' ')) : null,
      kind ? null : el('p', {}, t('unknown')),
      isBack || item.state === 'draft' ? el('div', {className: 'two'}, [
        kind ? button(t('mend'), function () { formScreen(kind, refOf(item), item, up); }, 'main') : null,
        button(t('aside'), function () { move(item, 'aside', up); })]) : null,
      item.state === 'aside' ? button(t('again'), function () { move(item, 'queued', up); }) : null]);
  }));
}

function move(item, state, then) {
  box.put(item.id, state, item.entry).then(function () { then(); drawStatus(); if (state === 'queued') sender.send(false); });
}

function threadScreen(ref) {
  const draw = function () {
    const mine = turn;
    box.list().then(function (items) {
      if (turn !== mine) return;
      const thread = threadsOf(items).filter(function (one) { return one.ref === ref; })[0];
      if (!thread) { home(); return; }
      const own = items.filter(function (item) { return item.id === ref || refOf(item) === ref; });
      const done = own.filter(function (item) { return item.state === 'queued' || item.state === 'sent'; })
        .map(function (item) { return item.entry.kind; }).concat(thread.done);
      const steps = thread.section.kinds.filter(function (kind) {
        return kind.role !== 'start' && !(kind.once && done.indexOf(kind.key) >= 0); });
      show(thread.label, steps.map(function (kind) {
        return button(kind.label, function () { formScreen(kind, ref, null, function () { threadScreen(ref); }); }, 'step');
      }).concat([own.length ? el('h2', {}, t('written')) : null, listOf(own, items, draw), button(t('back'), home)]), draw);
      drawStatus();
    });
  };
  draw.isList = true;
  inner(home, draw);
}

/* One form ---------------------------------------------------------------------------------------------------------------- */

function formScreen(kind, ref, item, up) {
  const id = item ? item.id : field.newId(), clocks = kind.fields.filter(function (one) { return one.kind === 'clock'; });
  const lastClock = clocks.length > 1 ? clocks[clocks.length - 1].name : '';
  const noted = item ? item.entry.noted_at : new Date().toISOString();
  let values = item ? item.entry.fields : {}, faults = item && item.entry.faults || {}, timer = 0;
  if (!item) kind.fields.forEach(function (one) {
    if (one.kind === 'ref') values[one.name] = ref;
    if (one.kind === 'day' && one.must) values[one.name] = stamp(noted).slice(0, 10);
    if (one.kind === 'clock' && one.name !== lastClock) values[one.name] = stamp(noted).slice(11);
    if (one.choices && one.choices.length === 1 && one.must && one.kind === 'select') values[one.name] = one.choices[0][0];
  });
  const draw = function () {
    const now = kindOf(kind.key) || kind;
    const form = formOf(now.fields.map(function (one) { return drawField(one, values, faults, one.name === lastClock); })
      .concat([el('button', {className: 'main', id: 'save'}, t('save'))]), save);
    form.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () { if (box && !(item && item.state === 'refused')) box.put(id, 'draft', entryOf(now, read(form, now))); }, 800);
    });
    form.addEventListener('change', function () { values = read(form, now); });
    show(now.label, [now.hint ? el('p', {className: 'soft'}, now.hint) : null, form,
      button(t('back'), function () { clearTimeout(timer); up(); })], function () { values = read(form, now); draw(); });
  };
  function entryOf(now, typed) {
    return {v: VERSION, kind: kind.key, noted_at: noted, fields: typed, label: labelOf(now, typed)};
  }
  function save(form) {
    const now = kindOf(kind.key) || kind, typed = read(form, now), go = document.getElementById('save');
    if (lastClock && !typed[lastClock]) typed[lastClock] = stamp(Date.now()).slice(11);
    faults = {};
    now.fields.forEach(function (one) {
      const value = typed[one.name];
      if (one.must && one.kind !== 'ref' && (!value || !value.length)) faults[one.name] = [t('need')];
      if (one.kind === 'number' && value && !/^[0-9०-९]{1,9}$/.test(value)) faults[one.name] = [t('aNumber')];
    });
    if (Object.keys(faults).length) {
      values = read(form, now);
      draw();
      const bad = main.querySelector('.error');
      if (bad) bad.scrollIntoView({block: 'center'});
      return;
    }
    go.disabled = true;
    clearTimeout(timer);
    box.put(id, 'queued', entryOf(now, typed)).then(function () { return release(id); }).then(function () {
      say(t('saved'));
      sender.send(false);
      if (kind.role === 'start') threadScreen(id); else if (kind.role === 'end') home(); else up();
    }).catch(function () { go.disabled = false; say(t('unsaved')); });
  }
  inner(up, draw);
}

/* What was sent back only because it belonged to this entry goes again with it. */
function release(id) {
  return box.list().then(function (items) {
    return Promise.all(items.filter(function (item) { return item.state === 'refused' && refOf(item) === id; })
      .map(function (item) { return box.put(item.id, 'queued', item.entry); }));
  });
}

function labelOf(kind, typed) {
  const parts = kind.fields.map(function (one) {
    const value = typed[one.name];
    if (!value || ['select', 'clock', 'day', 'text'].indexOf(one.kind) < 0) return '';
    const chosen = (one.choices || []).filter(function (choice) { return choice[0] === value; })[0];
    return chosen ? chosen[1] : one.choices ? '' : value;
  }).filter(Boolean);
  return [kind.label].concat(parts.slice(0, 3)).join(' · ').slice(0, 120);
}

function drawField(one, values, faults, isLast) {
  const value = values[one.name] || '', id = 'f-' + one.name, wrong = (faults[one.name] || []).join(' ');
  const under = [one.hint ? el('span', {className: 'soft'}, one.hint) : null,
    isLast ? el('span', {className: 'soft'}, t('atSaving')) : null, wrong ? el('span', {className: 'error', role: 'alert'}, wrong) : null];
  const title = one.label + (one.must && !isLast ? ' *' : '');
  if (one.kind === 'ref') return el('input', {type: 'hidden', name: one.name, value: value});
  if (one.kind === 'place') return placeField(one, value, under);
  if (one.kind === 'radio' || one.kind === 'many') {
    const many = one.kind === 'many';
    return el('fieldset', {id: id}, [el('legend', {}, title)].concat(one.choices.map(function (choice) {
      return el('label', {}, [el('input', {type: many ? 'checkbox' : 'radio', name: one.name, value: choice[0],
        checked: many ? value.indexOf(choice[0]) >= 0 : value === choice[0]}), choice[1]]);
    }), under));
  }
  if (one.kind === 'box') return el('fieldset', {}, [el('label', {}, [el('input', {type: 'checkbox', name: one.name, value: 'y',
    checked: value === 'y'}), one.label])].concat(under));
  let input;
  if (one.kind === 'select') {
    input = el('select', {id: id, name: one.name}, [['', '–']].concat(one.choices).map(function (choice) {
      return el('option', {value: choice[0], selected: choice[0] === value}, choice[1]); }));
  } else if (one.kind === 'area') {
    input = el('textarea', {id: id, name: one.name, rows: 3, value: value});
  } else {
    input = el('input', {id: id, name: one.name, type: 'text', autocomplete: 'off', value: value,
      inputMode: one.kind === 'number' || one.kind === 'clock' || one.kind === 'day' ? 'numeric' : 'text'});
  }
  if (one.most) input.maxLength = one.most;
  return el('div', {}, [el('label', {htmlFor: id}, title), one.kind === 'clock' ? el('div', {className: 'two'}, [input,
    button(t('now'), function () { input.value = stamp(Date.now()).slice(11); input.dispatchEvent(new Event('change', {bubbles: true})); })]) : input]
    .concat(under));
}

/* Asks the telephone where it is when the button is pressed, once, and never otherwise; refused or unknown, the work goes on. */
function placeField(one, value, under) {
  const kept = el('input', {type: 'hidden', name: one.name, value: value}), told = el('p', {className: 'soft', role: 'status'}, '');
  const drop = button(t('placeDrop'), function () { keep('', ''); });
  if (!navigator.geolocation && !value) return kept;
  function keep(text, words) {
    kept.value = text;
    told.textContent = words;
    drop.hidden = !text;
    kept.dispatchEvent(new Event('input', {bubbles: true}));
  }
  told.textContent = value ? t('placeTaken', value.split(',')[2]) : '';
  drop.hidden = !value;
  return el('div', {}, [kept, button(one.label || t('takePlace'), function () {
    if (!navigator.geolocation) { keep('', t('placeNot')); return; }
    told.textContent = t('wait');
    navigator.geolocation.getCurrentPosition(function (found) {
      const at = found.coords, metres = Math.min(9999999, Math.round(at.accuracy));
      keep([at.latitude.toFixed(5), at.longitude.toFixed(5), metres].join(','), t('placeTaken', metres));
    }, function () { keep('', t('placeNot')); }, {enableHighAccuracy: true, timeout: 15000, maximumAge: 0});
  }), told, drop].concat(under));
}

function read(form, kind) {
  const typed = {};
  kind.fields.forEach(function (one) {
    const all = Array.from(form.elements).filter(function (input) { return input.name === one.name; });
    const chosen = all.filter(function (input) { return input.type !== 'radio' && input.type !== 'checkbox' || input.checked; })
      .map(function (input) { return input.value.trim(); });
    if (one.kind === 'many') typed[one.name] = chosen;
    else if (chosen.length) typed[one.name] = chosen[0];
  });
  return typed;
}

/* The telephone around it ------------------------------------------------------------------------------------------------- */

['click', 'keydown', 'touchstart'].forEach(function (name) { document.addEventListener(name, stir, {passive: true}); });
document.addEventListener('visibilitychange', function () {
  if (document.hidden) {
    hiddenAt = Date.now();
    setTimeout(function () { if (document.hidden && box && Date.now() - hiddenAt >= HIDDEN) lock(); }, HIDDEN + 100);
  } else if (box && Date.now() - hiddenAt >= HIDDEN) lock();
});
['click', 'input'].forEach(function (name) { document.addEventListener(name, hush, true); });
window.addEventListener('pagehide', function () { if (box) { main.textContent = ''; lock(); } });
window.addEventListener('popstate', function () { if (box) (parent || home)(); });
window.addEventListener('online', function () { fetchPack(); if (sender) sender.send(true); });
window.addEventListener('offline', drawStatus);

if (!window.indexedDB || !window.crypto || !crypto.subtle || !navigator.serviceWorker) {
  show(t('title'), [el('p', {}, t('old')), el('a', {href: '/', className: 'button'}, t('toPortal'))], null);
} else {
  navigator.serviceWorker.register('/field/sw.js', {scope: '/field/'}).catch(function () { say(t('old')); });
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
  begin();
}
})();
