/* What the pages do beyond plain HTML: drafts, idle lock, keys. Every page also works without this file.
   Nothing is kept on this computer: what htmx puts into the session storage (the page's path) is wiped at once. */
(function () {
  'use strict';
  var body = document.body, say = body.dataset;
  var csrf = (document.querySelector('meta[name=csrf-token]') || {}).content || '';
  var idleLimit = Number(say.idleSeconds || 0) * 1000;
  var channel = 'BroadcastChannel' in window ? new BroadcastChannel('portal') : null;
  var locked = false;

  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  function tell(text) {
    var place = document.getElementById('say');
    if (place) { place.textContent = text; }
  }

  function clock() {
    return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Kolkata' });
  }

  function post(url, data, options) {
    return fetch(url, Object.assign({
      method: 'POST', body: data, credentials: 'same-origin', redirect: 'manual',
      headers: { 'X-CSRFToken': csrf, 'Content-Type': 'application/x-www-form-urlencoded' }
    }, options));
  }

  /* Drafts: kept by the server, so that a power cut costs at most the field being typed. */
  var timers = new WeakMap(), flights = new WeakMap(), saved = new WeakMap();

  function addressOf(form) {
    var address = new URL(form.getAttribute('action'), location);
    return address.pathname + address.search;
  }

  function textOf(form) {
    var data = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (typeof value === 'string') { data.append(name, value); } });
    data.append(form.dataset.draft ? '_draft' : '_at', form.dataset.draft || addressOf(form));
    return data.toString();
  }

  function stopDraft(form) {
    clearTimeout(timers.get(form));
    timers.delete(form);
    if (flights.get(form)) { flights.get(form).abort(); }
    flights.delete(form);
  }

  function saveDraft(form) {
    var text = textOf(form), note = form.querySelector('[data-draft-note]'), flight = new AbortController();
    stopDraft(form);
    if (form.dataset.sent || text === saved.get(form)) { return Promise.resolve(); }
    flights.set(form, flight);
    function show(words, isBad) {
      if (note) { note.textContent = words; note.classList.toggle('bad', isBad); }
    }
    return post(form.dataset.draftUrl || '/drafts/unsent', text, { signal: flight.signal, keepalive: locked && text.length < 60000 }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      saved.set(form, text);
      show(say.sayDraft + ' ' + clock(), false);
    }).catch(function () {
      if (flight.signal.aborted) { return; }
      show(say.sayUnsaved, true);
      if (!locked) { draftSoon(form, 15000); }
    });
  }

  function draftSoon(form, wait) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(saveDraft, wait, form));
  }

  function draftForm(target) { return target.closest ? target.closest('form[data-draft]') : null; }

  document.addEventListener('input', function (event) {
    var form = draftForm(event.target);
    if (form) { draftSoon(form, 2000); }
    count(event.target);
  });
  document.addEventListener('focusout', function (event) {
    var form = draftForm(event.target);
    if (form && timers.has(form)) { draftSoon(form, 50); }
  });

  /* Idle lock: real keys and touches keep the screen open; at the limit the page is emptied, server or no server. */
  var lastInput = Date.now(), lastPing = lastInput, lastCall = lastInput, warned = false;

  function awake() {
    lastInput = Date.now();
    if (warned) { warned = false; tell(''); }
  }

  function active(event) {
    if (!event.isTrusted || locked) { return; }
    awake();
    if (channel && lastInput - lastCall > 5000) { lastCall = lastInput; channel.postMessage('active'); }
    if (lastInput - lastPing < 60000) { return; }
    lastPing = lastInput;
    post('/session/active', '').then(function (answer) {
      if (answer.status === 401 || answer.type === 'opaqueredirect') { lock(true); }
    }).catch(function () {});
  }

  function late(milliseconds) { return new Promise(function (done) { setTimeout(done, milliseconds); }); }

  function lock(byAnother) {
    if (locked) { return; }
    locked = true;
    if (channel && !byAnother) { channel.postMessage('lock'); }
    /* Reads the forms now; the page may go. One without a draft of its own is kept only here. */
    var saving = all('form[data-draft], form[data-keep]').filter(function (form) { return !form.querySelector('[type=password]'); }).map(saveDraft);
    var back = document.querySelector('form[action="/session/lock"] [name=next]');
    back = 'next=' + encodeURIComponent(back ? back.value : '/');
    body.textContent = document.title = say.sayLocked;
    function leave() { location.replace('/session/locked'); }
    Promise.race([Promise.all(saving.concat(late(500))), late(3000)]).then(function () {
      return byAnother ? late(1500) : Promise.race([post('/session/lock', back, { keepalive: true }), late(3000)]);
    }).then(leave, leave);
  }

  function watch() {
    var left = idleLimit - (Date.now() - lastInput);
    if (left <= 0) { lock(false); } else if (left <= 30000 && idleLimit > 60000 && !warned) { warned = true; tell(say.saySoon); }
  }

  if (idleLimit) {
    ['keydown', 'pointerdown', 'wheel'].forEach(function (name) { document.addEventListener(name, active, { passive: true, capture: true }); });
    setInterval(watch, 500);
    document.addEventListener('visibilitychange', watch);
    if (channel) {
      channel.onmessage = function (event) {
        if (event.data === 'lock') { lock(true); } else { awake(); }
      };
    }
  }

  /* Sending: once, with a button that says so. */
  function release(form) {
    delete form.dataset.sent;
    all('button[data-sending]', form).forEach(function (button) {
      button.disabled = false;
      if (button.dataset.sending) { button.textContent = button.dataset.sending; }
      delete button.dataset.sending;
    });
  }

  function seal(button) {
    button.dataset.sending = button.children.length ? '' : button.textContent;
    if (button.dataset.sending) { button.textContent = say.saySending; }
    button.disabled = true;
  }

  document.addEventListener('submit', function (event) {
    var form = event.target, action = form.getAttribute('action') || '';
    if (form.method !== 'post') { return; }
    if (form.dataset.sent || (idleLimit && action === '/session/lock')) {
      event.preventDefault();
      event.stopPropagation();
      if (!form.dataset.sent) { lock(false); }
      return;
    }
    if (channel && /^\/session\/(switch|end)$/.test(action)) { channel.postMessage('lock'); }
    stopDraft(form);
    form.dataset.sent = '1';
    var button = event.submitter || form.querySelector('[data-main]') || form.querySelector('button[type=submit]');
    setTimeout(function () { if (button) { seal(button); } }, 0);  /* after the browser has read which button it was */
    setTimeout(release, 20000, form);  /* the answer may be a file, and then the page stays */
  }, true);

  function wipe() { try { sessionStorage.clear(); } catch (refused) { /* then nothing was stored either */ } }
  document.addEventListener('DOMContentLoaded', wipe);  /* runs after htmx's own */
  window.addEventListener('pagehide', wipe);

  window.addEventListener('pageshow', function (event) {
    if (event.persisted) { location.reload(); } else { all('form[data-sent]').forEach(release); }
  });

  /* The arrows go from cell to cell of a grid. */
  var STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  function neighbour(button, key) {
    var cell = button.matches('.grid button') && STEPS[key] && button.parentNode, table = cell && cell.closest('table');
    var row = cell && table.rows[cell.parentNode.rowIndex + STEPS[key][0]], next = row && row.cells[cell.cellIndex + STEPS[key][1]];
    return next && next.querySelector('button');
  }

  /* Keys. Letters are read from the key's place, so that they work on a Hindi keyboard. */
  document.addEventListener('keydown', function (event) {
    var target = event.target, form = target.form, beside = neighbour(target, event.key);
    if (beside) {
      event.preventDefault();
      beside.focus();
    } else if (event.ctrlKey && event.key === 'Enter' && form) {
      var main = form.querySelector('[data-main]');
      if (main) { event.preventDefault(); main.click(); }
    } else if (event.key === 'Enter' && form && 'multi' in form.dataset && target.matches('input:not([type=submit])')) {
      event.preventDefault();
    } else if (event.altKey && !event.ctrlKey && !event.metaKey && /^Key[A-Z]$/.test(event.code)) {
      var found = document.querySelector('[data-key=' + event.code.slice(3).toLowerCase() + ']');
      if (found) {
        event.preventDefault();
        if (found.matches('input')) { found.focus(); found.select(); } else { found.click(); }
      }
    }
  });

  /* Blocks that repeat, letters left. */
  document.addEventListener('click', function (event) {
    var remove = event.target.closest('[data-remove]');
    if (!remove) { return; }
    event.preventDefault();
    var form = remove.form, block = remove.closest('[data-block]');
    block.parentNode.removeChild(block);
    var add = form.querySelector('[name=_add]');
    if (add) { add.focus(); }
    if (form.dataset.draft) { draftSoon(form, 50); }
  });

  function count(area) {
    var place = area.id && area.tagName === 'TEXTAREA' ? document.getElementById(area.id + '-count') : null;
    if (!place) { return; }
    var limit = Number(place.dataset.count), used = Array.from(area.value).length;
    place.textContent = used + ' / ' + limit;
    place.classList.toggle('bad', used > limit);
  }

  function settle(root) {
    all('form[data-draft], form[data-keep=""]').forEach(function (form) { if (!saved.has(form)) { saved.set(form, textOf(form)); } });
    all('textarea', root).forEach(function (area) { if (area.value) { count(area); } });
    var first = root.querySelector('[data-focus]');
    if (first) { first.focus(); }
  }

  /* htmx: the token goes with every request; a failure is said in words. */
  body.addEventListener('htmx:configRequest', function (event) { event.detail.headers['X-CSRFToken'] = csrf; });
  body.addEventListener('htmx:afterRequest', function (event) { if (event.detail.elt.matches('form')) { release(event.detail.elt); } });
  body.addEventListener('htmx:responseError', function () { tell(say.sayUnsent); });
  body.addEventListener('htmx:sendError', function () { tell(say.sayUnsent); });
  body.addEventListener('htmx:afterSettle', function (event) {
    settle(event.detail.elt);
    var block = event.detail.elt.matches('[id*="-next-"]') && event.detail.elt.querySelector('input, select, textarea');
    if (block) { block.focus(); }
  });
  settle(document);
})();
