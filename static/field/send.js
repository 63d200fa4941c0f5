/* The way to the portal: one batch at a time, in the order of writing, again and again until it is answered.
   The portal takes an entry once however often it comes, so whatever is unsure is sent again. */
(function () {
'use strict';
const field = window.field;
const BATCH = 20, PATIENCE = 30000, FIRST_PAUSE = 2000, LONGEST_PAUSE = 300000;

/* An answer as {status, body}; no answer, half an answer or a late one is a failure, and then the portal is away (isAway),
   whatever the telephone thinks of its network. HX-Request asks for 401 in place of
   the sign-in page; X-Poll says that nobody pressed a key, so that a sitting still locks itself. */
function ask(path, body, csrf, alone) {
  const stop = window.AbortController ? new AbortController() : null;
  const headers = {'HX-Request': 'true', 'Accept': 'application/json'};
  if (alone) headers['X-Poll'] = '1';
  if (body) { headers['Content-Type'] = 'application/json'; headers['X-CSRFToken'] = csrf; }
  const timer = setTimeout(function () { if (stop) stop.abort(); }, PATIENCE);
  const asked = fetch(path, {method: body ? 'POST' : 'GET', headers: headers, body: body ? JSON.stringify(body) : undefined,
    credentials: 'same-origin', cache: 'no-store', signal: stop ? stop.signal : undefined})
    .then(function (answer) {
      const isJson = (answer.headers.get('Content-Type') || '').indexOf('application/json') === 0;
      if (answer.ok && !isJson) throw new Error('not the portal');
      return (isJson ? answer.json() : Promise.resolve({})).then(function (said) { return {status: answer.status, body: said}; });
    });
  const late = new Promise(function (yes, no) { setTimeout(function () { no(new Error('late')); }, PATIENCE + 1000); });
  return Promise.race([asked, late]).then(function (answer) { clearTimeout(timer); field.isAway = false; return answer; },
    function (fault) { clearTimeout(timer); field.isAway = true; throw fault; });
}

/* The ticket, or why there is none: 'signIn', 'noRole', 'other'. */
function ticket(label, alone) {
  return ask('/field/ticket', null, '', alone).then(function (answer) {
    if (answer.status === 401) return {why: 'signIn'};
    if (answer.status === 403) return {why: 'noRole'};
    if (answer.status !== 200) throw new Error(answer.status);
    if (label && answer.body.label !== label) return {why: 'other'};
    return answer.body;
  });
}

/* Which entries go now: in order, none that belongs to one that was sent back. */
function ready(items) {
  const held = {};
  return items.filter(function (item) {
    const belongs = Object.keys(item.entry.fields).some(function (name) { return held[item.entry.fields[name]]; });
    if (item.state === 'refused' || item.state === 'draft' || item.state === 'aside' || item.state === 'queued' && belongs) {
      held[item.id] = true;
      return false;
    }
    return item.state === 'queued';
  });
}

function Sender(box, tell) {
  this.box = box;
  this.tell = tell;       // tell(state, detail) draws what happens
  this.pauses = 0;
  this.timer = 0;
  this.running = null;
}

Sender.prototype.stop = function () {
  clearTimeout(this.timer);
  this.box = null;
};

/* Sends what waits; *alone*: no key was pressed. Pressed while it runs, it looks once more at the end. */
Sender.prototype.send = function (alone) {
  const sender = this;
  clearTimeout(sender.timer);
  if (sender.running) { sender.anew = true; return sender.running; }
  sender.anew = false;
  sender.running = sender._send(alone).then(function (why) {
    sender.pauses = 0;
    if (sender.box) sender.tell(why || 'done');
  }, function () {
    if (!sender.box) return;
    sender.pauses += 1;
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.pow(2, sender.pauses - 1)) * (0.75 + Math.random() / 2);
    sender.timer = setTimeout(function () { sender.send(true); }, pause);
    sender.tell('failed');
  }).then(function () {
    sender.running = null;
    if (sender.box && sender.anew) return sender.send(alone);
    return null;
  });
  return sender.running;
};

Sender.prototype._send = function (alone) {
  const sender = this;
  return sender.box.list().then(function (items) {
    if (!ready(items).length) return '';
    sender.tell('sending');
    return ticket(sender.box.label, alone).then(function (got) {
      if (got.why) return got.why;
      sender.tell('clock', Math.round((Date.now() - Date.parse(got.now)) / 60000));
      return sender._batches(got.csrf, alone);
    });
  });
};

Sender.prototype._batches = function (csrf, alone) {
  const sender = this, box = sender.box;
  return box.list().then(function (items) {
    const batch = ready(items).slice(0, BATCH);
    if (!batch.length || !sender.box) return '';
    return ask('/field/entries', {label: box.label, entries: batch.map(wire)}, csrf, alone).then(function (answer) {
      if (answer.status === 401) return 'signIn';
      if (answer.status === 409) return 'other';
      if (answer.status === 503 || answer.status === 500 || answer.status === 502) throw new Error(answer.status);
      if (answer.status !== 200) { sender.tell('refusedAll', answer.status); return 'refusedAll'; }
      return settle(box, batch, answer.body.verdicts).then(function (progress) {
        sender.tell('progress');
        if (!progress) throw new Error('no verdicts');
        return sender._batches(csrf, alone);
      });
    });
  });
};

function wire(item) {
  return {v: item.entry.v, id: item.id, kind: item.entry.kind, noted_at: item.entry.noted_at, fields: item.entry.fields};
}

/* Each verdict is written down before the next batch leaves. What was sent stays, sealed, until new plans show it. */
function settle(box, batch, verdicts) {
  const said = {};
  (verdicts || []).forEach(function (one) { said[one.id] = one; });
  return batch.filter(function (item) { return said[item.id]; }).reduce(function (before, item) {
    return before.then(function (count) {
      const one = said[item.id], entry = Object.assign({}, item.entry);
      entry.said = one.said;
      entry.faults = one.faults || {};
      return box.put(item.id, one.taken ? 'sent' : 'refused', entry).then(function () { return count + 1; });
    });
  }, Promise.resolve(0));
}

field.ask = ask;
field.ticket = ticket;
field.ready = ready;
field.Sender = Sender;
})();
