// Looking again while something is about to happen: soon at first, then more and more seldom, and not for ever.

import { Problem } from '../api.js';

const FIRST_MILLIS = 700;
const LONGEST_MILLIS = 15_000;
const FACTOR = 1.3;
const MOST = 40;

export class Poll {
  /** look asks for what is shown and draws it; wanted says whether there is something to wait for. */
  constructor(look, wanted) {
    Object.assign(this, { look, wanted, turn: 0, over: false });
  }

  /** Begins anew, where there is something to wait for. */
  begin() {
    this.turn = 0;
    this.next();
  }

  next() {
    clearTimeout(this.timer);
    if (!this.over && this.turn < MOST && this.wanted()) {
      this.timer = setTimeout(() => this.run(), Math.min(LONGEST_MILLIS, FIRST_MILLIS * FACTOR ** this.turn++));
    }
  }

  async run() {
    if (!document.hidden) {
      try {
        await this.look();
      } catch (problem) {
        if (!(problem instanceof Problem)) {
          throw problem;
        }
        // The page shows what it knew; the next look may tell more.
      }
    }
    this.next();
  }

  stop() {
    this.over = true;
    clearTimeout(this.timer);
  }
}
