/** What the five fields of a cron expression may be. */
const FIELDS = [
  { what: 'minute', min: 0, max: 59 },
  { what: 'hour', min: 0, max: 23 },
  { what: 'day of the month', min: 1, max: 31 },
  { what: 'month', min: 1, max: 12 },
  { what: 'day of the week', min: 0, max: 7 },
] as const;

const NAMES: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** What never comes within four years, such as the 30th of February, never comes. */
const MAX_DAYS = 4 * 366;

/**
 * When something is done: the values of each field of a cron expression.
 *
 * @public
 */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** Sunday is 0. */
  readonly weekdays: ReadonlySet<number>;
  /** True when both days are limited: then either of them is enough. */
  readonly isEitherDay: boolean;
}

/**
 * Reads a cron expression of five fields, or a name such as `@daily`; the reason
 * in words where it is none.
 *
 * @public
 */
export function parseCron(
  text: string,
):
  | { readonly ok: true; readonly schedule: CronSchedule }
  | { readonly ok: false; readonly reason: string } {
  const parts = (NAMES[text.trim()] ?? text.trim()).split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return {
      ok: false,
      reason: `a schedule has five fields (minute, hour, day, month, weekday), such as 0 3 * * *; this has ${parts.length}`,
    };
  }
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const values = valuesOf(parts[index], field);
    if (!values) {
      return {
        ok: false,
        reason: `'${parts[index]}' is no ${field.what} (${field.min} to ${field.max})`,
      };
    }
    sets.push(values);
  }
  const [minutes, hours, days, months, weekdays] = sets;
  return {
    ok: true,
    schedule: {
      minutes,
      hours,
      days,
      months,
      weekdays: new Set([...weekdays].map(day => day % 7)),
      isEitherDay: !parts[2].startsWith('*') && !parts[4].startsWith('*'),
    },
  };
}

/**
 * The next moments at which a schedule runs, in UTC, as controllers count.
 *
 * @param options - the moment from which on, and how many
 * @public
 */
export function nextRuns(
  schedule: CronSchedule,
  options: { readonly after: Date; readonly count: number },
): Date[] {
  const { after, count } = options;
  const runs: Date[] = [];
  const day = new Date(after);
  day.setUTCHours(0, 0, 0, 0);
  for (let tried = 0; tried < MAX_DAYS && runs.length < count; tried += 1) {
    if (isDay(schedule, day)) {
      runs.push(...runsOf(schedule, day).filter(run => run > after));
    }
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return runs.slice(0, count);
}

function runsOf({ hours, minutes }: CronSchedule, day: Date): Date[] {
  const ordered = (values: ReadonlySet<number>) =>
    [...values].sort((a, b) => a - b);
  return ordered(hours).flatMap(hour =>
    ordered(minutes).map(minute => {
      const run = new Date(day);
      run.setUTCHours(hour, minute);
      return run;
    }),
  );
}

function isDay(schedule: CronSchedule, day: Date): boolean {
  const { days, weekdays, months, isEitherDay } = schedule;
  const isDate = days.has(day.getUTCDate());
  const isWeekday = weekdays.has(day.getUTCDay());
  return (
    months.has(day.getUTCMonth() + 1) &&
    (isEitherDay ? isDate || isWeekday : isDate && isWeekday)
  );
}

function valuesOf(
  text: string,
  { what, min, max }: (typeof FIELDS)[number],
): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const match =
      /^(?:\*|([a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?)(?:\/(\d{1,2}))?$/i.exec(
        part,
      );
    if (!match) {
      return undefined;
    }
    const [, from, to, step] = match;
    const first = from === undefined ? min : valueOf(from, what);
    const whole = from === undefined || step !== undefined ? max : first;
    const last = to === undefined ? whole : valueOf(to, what);
    const by = step === undefined ? 1 : Number(step);
    const isValid = first >= min && last <= max && first <= last && by > 0;
    if (!isValid) {
      return undefined;
    }
    for (let value = first; value <= last; value += by) {
      values.add(value);
    }
  }
  return values;
}

/** A number, or the first letters of a month or a day; NaN for anything else. */
function valueOf(text: string, what: string): number {
  if (/^\d+$/.test(text)) {
    return Number(text);
  }
  const word = text.toLowerCase();
  if (what === 'month') {
    return MONTHS.indexOf(word) + 1 || NaN;
  }
  const day = DAYS.indexOf(word);
  return what === 'day of the week' && day >= 0 ? day : NaN;
}
