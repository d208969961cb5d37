function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every(prime => candidate % prime !== 0)) {
      primes.push(candidate);
    }
  }
  return primes;
}

/** The first 32 bits of the fraction, as the standard derives its constants. */
const fraction = (value: number) => Math.floor((value % 1) * 0x1_0000_0000);

const ROUND = Uint32Array.from(firstPrimes(64), prime =>
  fraction(Math.cbrt(prime)),
);
const INITIAL = Uint32Array.from(firstPrimes(8), prime =>
  fraction(Math.sqrt(prime)),
);

/**
 * SHA-256 (FIPS 180-4) as lower-case hex. Here because name suffixes are needed
 * synchronously and in the browser, where only an asynchronous digest exists.
 */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = INITIAL.slice();
  for (let start = 0; start < words.length; start += 16) {
    compress(state, words.subarray(start, start + 16));
  }
  return Array.from(state, word => word.toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): Uint32Array {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const words = new Uint32Array(blocks * 16);
  bytes.forEach((byte, index) => {
    words[index >> 2] |= byte << (24 - (index % 4) * 8);
  });
  words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
  words[words.length - 2] = Math.floor((bytes.length * 8) / 0x1_0000_0000);
  words[words.length - 1] = bytes.length * 8;
  return words;
}

const rotate = (word: number, bits: number) =>
  (word >>> bits) | (word << (32 - bits));

function schedule(block: Uint32Array): Uint32Array {
  const words = new Uint32Array(64);
  words.set(block);
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15];
    const late = words[index - 2];
    const small0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const small1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[index] = words[index - 16] + small0 + words[index - 7] + small1;
  }
  return words;
}

function compress(state: Uint32Array, block: Uint32Array) {
  const words = schedule(block);
  const working = state.slice();
  for (let index = 0; index < 64; index += 1) {
    const [a, b, c, , e, f, g, h] = working;
    const big1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + big1 + choice + ROUND[index] + words[index]) >>> 0;
    const big0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    working.copyWithin(1, 0, 7);
    working[4] += first;
    working[0] = first + big0 + majority;
  }
  state.forEach((word, index) => {
    state[index] = word + working[index];
  });
}
