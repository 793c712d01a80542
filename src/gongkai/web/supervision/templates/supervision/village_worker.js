// Keeps the desk of a village on the telephone; the net goes first, what is kept only where there is none.
const KEPT = "gongkai-village-1";
const FILES = [{% for file in files %}"{{ file }}", {% endfor %}];
const DESK = "{{ desk }}";
addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([DESK, ...FILES])).then(() => skipWaiting()));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const request = event.request;
  const path = new URL(request.url).pathname;
  if (request.method !== "GET" || !(path === DESK || FILES.includes(path))) return;
  event.respondWith(
    fetch(request)
      .then((answer) => {
        if (answer.ok && !answer.redirected) {
          const copy = answer.clone();
          caches.open(KEPT).then((cache) => cache.put(path === DESK ? DESK : request, copy));
        }
        return answer;
      })
      .catch(() => caches.match(path === DESK ? DESK : request)),
  );
});
