/* Keeps the offline page and its few files on the telephone; everything else goes to the portal. Version = content. */
'use strict';
const NAME = {{ mark }};
const FILES = {{ files }};

self.addEventListener('install', function (event) {
  event.waitUntil(caches.open(NAME).then(function (box) {
    return box.addAll(FILES.map(function (file) { return new Request(file, {cache: 'reload', credentials: 'omit'}); }));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener('activate', function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) { return name !== NAME && name.indexOf('field-') === 0; })
      .map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener('fetch', function (event) {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || FILES.indexOf(url.pathname) < 0) return;
  event.respondWith(caches.open(NAME).then(function (box) { return box.match(url.pathname); })
    .then(function (kept) { return kept || fetch(event.request); }));
});
