// Keeps what was read last, up to a number of bytes, and reads a few things at a time.

export class Kept {
  #entries = new Map();
  #bytes = 0;
  #limit;
  #needed;

  /** What is `needed` now stays beyond the limit: without it, what is shown would have to be read for ever. */
  constructor(limit, needed = () => false) {
    this.#limit = limit;
    this.#needed = needed;
  }

  get(key) {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  put(key, value, size) {
    this.drop(key);
    this.#entries.set(key, { value, size });
    this.#bytes += size;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limit || oldest === key) break;
      if (!this.#needed(oldest)) this.drop(oldest);
    }
  }

  drop(key) {
    this.#bytes -= this.#entries.get(key)?.size ?? 0;
    this.#entries.delete(key);
  }
}

/** Runs a few tasks at a time, the newest first, since the oldest are the least likely to be wanted still. */
export class Turns {
  #free;
  #waiting = [];

  constructor(atOnce) {
    this.#free = atOnce;
  }

  run(task) {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => task().then(resolve, reject));
      this.#next();
    });
  }

  #next() {
    if (this.#free === 0 || this.#waiting.length === 0) return;
    this.#free--;
    this.#waiting.pop()().finally(() => {
      this.#free++;
      this.#next();
    });
  }
}
