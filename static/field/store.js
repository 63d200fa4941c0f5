/* The locked box on the telephone. One database, one vault for each officer, every entry and plan sealed on its own.
   In clear stand only: how many entries wait, in which state, and a mark that tells vaults apart. */
(function () {
'use strict';
const ROUNDS = 600000;          // PBKDF2-SHA256; why so many: docs/why/offline.md
const FREE_TRIES = 3, FIRST_WAIT = 30000, LONGEST_WAIT = 900000;
const text = new TextEncoder(), words = new TextDecoder();
let base = null;

function database() {
  if (!base) base = new Promise(function (yes, no) {
    const ask = indexedDB.open('field', 1);
    ask.onupgradeneeded = function () {
      const made = ask.result;
      made.createObjectStore('vaults', {keyPath: 'label'});
      made.createObjectStore('packs', {keyPath: 'label'});
      const items = made.createObjectStore('items', {keyPath: 'seq', autoIncrement: true});
      items.createIndex('id', 'id', {unique: true});
      items.createIndex('label', 'label');
    };
    ask.onsuccess = function () {
      ask.result.onversionchange = function () { ask.result.close(); base = null; };
      yes(ask.result);
    };
    ask.onerror = ask.onblocked = function () { base = null; no(ask.error || new Error('blocked')); };
  });
  return base;
}

/* Resolves when the disk has it, not when the browser has heard of it: a battery may be pulled right after "saved". */
function within(stores, mode, work) {
  return database().then(function (open) {
    return new Promise(function (yes, no) {
      let kept, last;
      try { kept = open.transaction(stores, mode, {durability: 'strict'}); } catch (e) { kept = open.transaction(stores, mode); }
      kept.oncomplete = function () { yes(last ? last.result : undefined); };
      kept.onabort = kept.onerror = function () { no(kept.error || new Error('not kept')); };
      last = work(kept);
    });
  });
}

function random(count) { return crypto.getRandomValues(new Uint8Array(count)); }

function newId() {
  const some = random(16);
  some[6] = some[6] & 15 | 64;
  some[8] = some[8] & 63 | 128;
  const hex = Array.from(some, function (one) { return (one + 256).toString(16).slice(1); }).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function bytes(hex) { return new Uint8Array(hex.match(/../g).map(function (one) { return parseInt(one, 16); })); }

function aes(raw) { return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']); }

function fromPin(pin, salt, rounds) {
  return crypto.subtle.importKey('raw', text.encode(pin.normalize('NFC')), 'PBKDF2', false, ['deriveKey']).then(function (key) {
    return crypto.subtle.deriveKey({name: 'PBKDF2', hash: 'SHA-256', salt: salt, iterations: rounds}, key,
      {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
  });
}

/* The place is bound in: a sealed piece cannot be moved to another entry or officer. */
function seal(key, place, plain) {
  const iv = random(12);
  return crypto.subtle.encrypt({name: 'AES-GCM', iv: iv, additionalData: text.encode(place)}, key, plain)
    .then(function (data) { return {iv: iv, data: data}; });
}

function unseal(key, place, sealed) {
  return crypto.subtle.decrypt({name: 'AES-GCM', iv: sealed.iv, additionalData: text.encode(place)}, key, sealed.data);
}

function sealThing(key, place, thing) { return seal(key, place, text.encode(JSON.stringify(thing))); }

function unsealThing(key, place, sealed) {
  return unseal(key, place, sealed).then(function (plain) { return JSON.parse(words.decode(plain)); });
}

function getAll(store, label) {
  return within([store], 'readonly', function (kept) {
    const from = kept.objectStore(store);
    return label === undefined ? from.getAll() : from.index('label').getAll(label);
  });
}

/* How many entries wait, by vault: all that a locked telephone tells. */
function counts() {
  return Promise.all([getAll('vaults'), getAll('items')]).then(function (found) {
    return found[0].sort(function (a, b) { return a.number - b.number; }).map(function (vault) {
      const own = found[1].filter(function (one) { return one.label === vault.label; });
      return {label: vault.label, number: vault.number, box: vault.box,
        waits: own.filter(function (one) { return one.state === 'queued' || one.state === 'refused'; }).length};
    });
  });
}

function putVault(vault) { return within(['vaults'], 'readwrite', function (kept) { kept.objectStore('vaults').put(vault); }); }

/* Wraps the data key under the officer's secret and, first time, under the spare key that only the portal can make again. */
function wrap(vault, raw, pin) {
  vault.salt = random(16);
  vault.rounds = ROUNDS;
  vault.tries = 0;
  return fromPin(pin, vault.salt, vault.rounds).then(function (key) { return seal(key, vault.label + '|pin', raw); })
    .then(function (sealed) { vault.wrapped = sealed; return putVault(vault); });
}

function make(label, box, spareHex, pin) {
  const raw = random(32), vault = {label: label, box: box};
  return getAll('vaults').then(function (all) {
    vault.number = all.reduce(function (most, one) { return Math.max(most, one.number); }, 0) + 1;
    return aes(bytes(spareHex));
  }).then(function (spare) { return seal(spare, label + '|spare', raw); })
    .then(function (sealed) { vault.spare = sealed; return wrap(vault, raw, pin); })
    .then(function () { return aes(raw); }).then(function (key) { return new Box(label, key); });
}

function withSpare(label, spareHex, pin) {
  let vault, raw;
  return within(['vaults'], 'readonly', function (kept) { return kept.objectStore('vaults').get(label); })
    .then(function (found) { vault = found; return aes(bytes(spareHex)); })
    .then(function (spare) { return unseal(spare, label + '|spare', vault.spare); })
    .then(function (plain) { raw = plain; return wrap(vault, raw, pin); })
    .then(function () { return aes(raw); }).then(function (key) { return new Box(label, key); });
}

/* Milliseconds until the next try is heard; a clock that was set back begins the wait anew. */
function waitOf(vault) {
  if (!vault.tries || vault.tries < FREE_TRIES) return 0;
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * Math.pow(2, vault.tries - FREE_TRIES)), passed = Date.now() - vault.last;
  return passed < 0 ? wait : Math.max(0, wait - passed);
}

/* The box, or {wrong: true}, or {wait: milliseconds}. A try is counted before it is made: killing the page saves nothing. */
function unlock(label, pin) {
  let vault, wait = 0;
  return within(['vaults'], 'readwrite', function (kept) {
    const store = kept.objectStore('vaults'), ask = store.get(label);
    ask.onsuccess = function () {
      vault = ask.result;
      wait = waitOf(vault);
      if (wait) return;
      vault.tries = (vault.tries || 0) + 1;
      vault.last = Date.now();
      store.put(vault);
    };
  }).then(function () {
    if (wait) return {wait: wait};
    return fromPin(pin, vault.salt, vault.rounds).then(function (key) { return unseal(key, label + '|pin', vault.wrapped); })
      .then(function (raw) {
        vault.tries = 0;
        return putVault(vault).then(function () { return aes(raw); }).then(function (key) { return new Box(label, key); });
      }, function () { return {wrong: true}; });
  });
}

/* What is open while the officer works: entries and plans in clear, in memory only. */
function Box(label, key) {
  this.label = label;
  this.key = key;
}

Box.prototype.list = function () {
  const box = this;
  return getAll('items', box.label).then(function (rows) {
    return Promise.all(rows.map(function (row) {
      return unsealThing(box.key, box.label + '|' + row.id, row).then(function (entry) {
        return {seq: row.seq, id: row.id, state: row.state, entry: entry};
      });
    }));
  });
};

/* Adds an entry or puts it in its old place; the same id is never there twice, however often the button is pressed. */
Box.prototype.put = function (id, state, entry) {
  const box = this;
  return sealThing(box.key, box.label + '|' + id, entry).then(function (sealed) {
    return within(['items'], 'readwrite', function (kept) {
      const store = kept.objectStore('items'), ask = store.index('id').get(id);
      ask.onsuccess = function () {
        const row = {id: id, label: box.label, state: state, iv: sealed.iv, data: sealed.data};
        if (ask.result) row.seq = ask.result.seq;
        if (!ask.result || state !== 'draft' || ask.result.state === 'draft') store.put(row);
      };
    });
  });
};

Box.prototype.remove = function (ids) {
  return within(['items'], 'readwrite', function (kept) {
    const store = kept.objectStore('items');
    ids.forEach(function (id) {
      const ask = store.index('id').getKey(id);
      ask.onsuccess = function () { if (ask.result !== undefined) store.delete(ask.result); };
    });
  });
};

Box.prototype.setPack = function (pack) {
  const box = this;
  return sealThing(box.key, box.label + '|pack', pack).then(function (sealed) {
    return within(['packs'], 'readwrite', function (kept) {
      kept.objectStore('packs').put({label: box.label, iv: sealed.iv, data: sealed.data});
    });
  });
};

Box.prototype.pack = function () {
  const box = this;
  return within(['packs'], 'readonly', function (kept) { return kept.objectStore('packs').get(box.label); })
    .then(function (row) { return row ? unsealThing(box.key, box.label + '|pack', row) : null; });
};

window.field = {counts: counts, make: make, withSpare: withSpare, unlock: unlock, newId: newId};
})();
