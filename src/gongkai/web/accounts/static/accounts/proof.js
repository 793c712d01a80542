// Finds the number that a form asks for: SHA-256 of "token:number" begins with so many zero bits.
(() => {
  "use strict";
  const K = [];
  const FIRST = [];
  for (let n = 2; K.length < 64; n += 1) {
    let prime = true;
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) prime = false;
    if (!prime) continue;
    const part = (root) => Math.floor((root - Math.floor(root)) * 4294967296) | 0;
    if (FIRST.length < 8) FIRST.push(part(Math.sqrt(n)));
    K.push(part(Math.cbrt(n)));
  }
  const W = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  function block(state, words, from) {
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) { W[i] = words[from + i]; continue; }
      const a = W[i - 15], b = W[i - 2];
      W[i] = (W[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + W[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    return [a, b, c, d, e, f, g, h].map((value, i) => (value + state[i]) | 0);
  }
  function firstWord(text) {
    const count = ((text.length + 8) >> 6) + 1;
    const words = new Int32Array(count * 16);
    for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8);
    words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
    words[count * 16 - 1] = text.length * 8;
    let state = FIRST;
    for (let i = 0; i < count; i += 1) state = block(state, words, i * 16);
    return state[0] >>> 0;
  }
  document.querySelectorAll("[data-proof]").forEach((field) => {
    const form = field.form, token = form.elements.proof_token.value, bits = Number(field.dataset.proof);
    let number = 0, wanted = null;
    form.addEventListener("submit", (event) => {
      if (field.value) return;
      event.preventDefault();
      wanted = event.submitter;
      if (wanted) wanted.setAttribute("aria-busy", "true");
      form.querySelectorAll("[data-proof-waits]").forEach((told) => { told.hidden = false; });
    });
    const work = () => {
      for (let i = 0; i < 4000; i += 1, number += 1) {
        if (firstWord(`${token}:${number}`) >>> (32 - bits) === 0) {
          field.value = String(number);
          if (wanted !== null) form.requestSubmit(wanted);
          return;
        }
      }
      setTimeout(work);
    };
    setTimeout(work);
  });
})();
