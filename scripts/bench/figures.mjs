import { availableParallelism, loadavg } from 'node:os';
import { say } from '../say.mjs';

const UNITS = {
  ms: value => `${value.toFixed(value < 10 ? 1 : 0)} ms`,
  s: value => `${(value / 1000).toFixed(1)} s`,
  // Budgets of memory are in MB of a million bytes.
  MB: value => `${(value / 1e6).toFixed(0)} MB`,
  bytes: value => value.toFixed(0),
  count: value => String(Number(value.toFixed(2))),
};

/** The figures of a run, said as they come and again as one table. */
export class Figures {
  #rows = [];
  #loads = [loadavg()[0]];

  /**
   * @param unit - one of ms and s (the value is milliseconds), MB (bytes), bytes, count
   * @param below - the budget, in the unit of the value: it is met below this
   * @param atMost - the budget, met up to and at this
   */
  record(what, value, { unit, below, atMost }) {
    const write = UNITS[unit];
    const budget =
      below === undefined && atMost === undefined
        ? ''
        : `${below === undefined ? '<=' : '<'} ${write(below ?? atMost)}`;
    const isMet = below === undefined ? value <= atMost : value < below;
    const row = [
      what,
      write(value),
      budget,
      budget ? (isMet ? 'met' : 'MISSED') : '',
    ];
    this.#rows.push(row);
    say(
      `  ${what}: ${row[1]}${budget ? `   (budget ${budget}: ${row[3]})` : ''}`,
    );
  }

  /** As a table of Markdown, and how many budgets were met. */
  print() {
    const rows = [
      ['what', 'measured', 'budget', ''],
      ['---', '---', '---', '---'],
      ...this.#rows,
    ];
    const widths = [0, 1, 2, 3].map(i =>
      Math.max(...rows.map(row => row[i].length)),
    );
    const lines = rows.map(
      row => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`,
    );
    const budgeted = this.#rows.filter(row => row[3]);
    const met = budgeted.filter(row => row[3] === 'met');
    say(`\n${lines.join('\n')}`);
    this.#loads.push(loadavg()[0]);
    const [before, after] = this.#loads.map(load => load.toFixed(1));
    say(
      `\nLoad of the machine: ${before} before, ${after} after, on ${availableParallelism()} processors. On a busy machine only CPU time, memory and counts tell something.`,
    );
    say(`${met.length} of ${budgeted.length} budgets met.`);
  }
}
