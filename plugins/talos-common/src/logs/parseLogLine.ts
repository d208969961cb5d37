import { isContainerLog } from './container';
import { KERNEL_LOG, type LogLevel, type LogLine } from './logLine';

/** Reads a line of one form; undefined: it is of another. */
type LineReader = (text: string, now: number) => LogLine | undefined;

const WORDS: Readonly<Record<string, LogLevel>> = {
  emerg: 'error',
  alert: 'error',
  crit: 'error',
  critical: 'error',
  panic: 'error',
  dpanic: 'error',
  fatal: 'error',
  err: 'error',
  error: 'error',
  warn: 'warning',
  warning: 'warning',
  notice: 'info',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
};

const levelOf = (word: string): LogLevel =>
  WORDS[word.toLocaleLowerCase('en-US')] ?? 'unknown';

function isoOf(text: string | number): string | undefined {
  const ms = typeof text === 'number' ? text : Date.parse(text);
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15
    ? new Date(ms).toISOString()
    : undefined;
}

/**
 * `kern: warning: [2026-11-20T12:00:00Z]: text`. What Talos itself says comes to the
 * kernel without a priority, and stands there as a warning: that one says nothing.
 */
const kernelLine: LineReader = text => {
  const match = /^(\w+):\s+(\w+): \[([^\]]+)\]: (.*)$/s.exec(text);
  if (!match) {
    return undefined;
  }
  const [, , priority, at, message] = match;
  const isTalos = message.startsWith('[talos]');
  const failed = /"error": ?"|\b(failed|error)\b/i.test(message);
  const ofTalos = failed ? 'error' : 'info';
  return {
    level: isTalos ? ofTalos : levelOf(priority),
    at: isoOf(at),
    text: message,
  };
};

const TIMES = ['ts', 'time', 'timestamp', '@timestamp'];

/** `{"level":"warn","ts":"...","msg":"..."}`: etcd, the kubelet of Talos, extensions. */
const jsonLine: LineReader = text => {
  if (!text.startsWith('{')) {
    return undefined;
  }
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text);
  } catch {
    // A cut line, or braces in prose: another reader may know it.
    return undefined;
  }
  const { level, msg, message, err, error, v } = fields;
  const said = msg ?? message;
  const time = TIMES.map(name => fields[name]).find(Boolean);
  const known = typeof level === 'string' ? levelOf(level) : undefined;
  // The kubelet writes no level: errors carry `err`, the rest a verbosity.
  const ofVerbosity = v === undefined ? 'unknown' : 'info';
  const guessed = (err ?? error) === undefined ? ofVerbosity : 'error';
  return {
    level: known ?? guessed,
    at:
      typeof time === 'string' || typeof time === 'number'
        ? isoOf(time)
        : undefined,
    text: typeof said === 'string' ? [said, ...restOf(fields)].join(' ') : text,
  };
};

function restOf(fields: Record<string, unknown>): string[] {
  const told = new Set(['level', 'msg', 'message', 'v', 'caller', ...TIMES]);
  return Object.entries(fields)
    .filter(([name]) => !told.has(name))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
}

const KLOG_LEVELS: Readonly<Record<string, LogLevel>> = {
  I: 'info',
  W: 'warning',
  E: 'error',
  F: 'error',
};

const DAY_MS = 86_400_000;

/** `E1120 12:00:00.123456    1873 kubelet.go:24] text`; klog leaves the year out. */
const klogLine: LineReader = (text, now) => {
  const match =
    /^([IWEF])(\d\d)(\d\d) (\d\d:\d\d:\d\d\.\d+)\s+\d+ (\S+\] .*)$/s.exec(text);
  if (!match) {
    return undefined;
  }
  const [, letter, month, day, time, rest] = match;
  const inYear = (year: number) =>
    Date.parse(`${year}-${month}-${day}T${time.slice(0, 12)}Z`);
  const year = new Date(now).getUTCFullYear();
  // A line from the end of the last year, read at the beginning of this one.
  const at = inYear(year) > now + DAY_MS ? inYear(year - 1) : inYear(year);
  return { level: KLOG_LEVELS[letter], at: isoOf(at), text: rest };
};

/** `time="..." level=info msg="..."`: containerd and cri. */
const logfmtLine: LineReader = text => {
  const level = /(?:^|\s)level=(\w+)/.exec(text)?.[1];
  const message = /(?:^|\s)msg=("(?:[^"\\]|\\.)*"|\S+)(.*)$/s.exec(text);
  if (!level || !message) {
    return undefined;
  }
  const time = /(?:^|\s)time="?([^"\s]+)"?/.exec(text)?.[1];
  return {
    level: levelOf(level),
    at: time === undefined ? undefined : isoOf(time),
    text: `${unquote(message[1])}${message[2]}`,
  };
};

function unquote(text: string): string {
  return text.startsWith('"')
    ? text.slice(1, -1).replace(/\\(["\\])/g, '$1')
    : text;
}

/** Codes that tell of the machine; the others tell of what was asked. */
const BAD_CODES = ['Internal', 'Unavailable', 'DataLoss', 'Unknown'];

/**
 * `2026/11/20 12:00:00.123456 file.go:42: text`, as the services of Talos write; in
 * the lines of calls stands the code of gRPC.
 */
const goLine: LineReader = text => {
  const match =
    /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?) (.*)$/s.exec(text);
  if (!match) {
    return undefined;
  }
  const [, year, month, day, time, rest] = match;
  return {
    level: levelOfGo(rest),
    at: isoOf(`${year}-${month}-${day}T${time.slice(0, 12)}Z`),
    text: rest,
  };
};

function levelOfGo(text: string): LogLevel {
  const code = /^(\w+) \[\/[\w.]+\/\w+\]/.exec(text)?.[1];
  if (code) {
    const refused = BAD_CODES.includes(code) ? 'error' : 'warning';
    return code === 'OK' ? 'info' : refused;
  }
  return /\b(failed|error|panic)\b/i.test(text) ? 'error' : 'unknown';
}

const OF_SERVICE: Readonly<Record<string, readonly LineReader[]>> = {
  [KERNEL_LOG]: [kernelLine],
  etcd: [jsonLine],
  kubelet: [jsonLine, klogLine],
  containerd: [logfmtLine, jsonLine],
  cri: [logfmtLine, jsonLine],
};

/** Services of Talos write as Go does; extensions as they like. */
const OF_OTHERS: readonly LineReader[] = [
  goLine,
  jsonLine,
  klogLine,
  logfmtLine,
];

/** `INFO ...`, `[warn] ...` or `... ERROR: ...`: the first word in capitals decides. */
const bareLevelLine: LineReader = text => {
  const words = [
    /^\W*(\w+)\b/.exec(text)?.[1],
    /\b(FATAL|ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE)\b/.exec(text)?.[1],
  ];
  const level = words
    .map(word => levelOf(word ?? ''))
    .find(each => each !== 'unknown');
  return level && { level, text };
};

/**
 * `2026-11-20T12:00:00.5Z stderr F text`, as the kubelet has containers written down.
 * What they write themselves has any form; the time of writing is always there.
 */
const containerLine: LineReader = (text, now) => {
  const [, at, , said] = /^(\S+) (stdout|stderr) [FP] (.*)$/s.exec(text) ?? [];
  if (at === undefined) {
    return undefined;
  }
  const line = readBy([...OF_OTHERS, bareLevelLine], said, now);
  return { ...line, at: isoOf(at) ?? line.at };
};

function readBy(
  readers: readonly LineReader[],
  text: string,
  now: number,
): LogLine {
  for (const read of readers) {
    const line = read(text, now);
    if (line) {
      return line;
    }
  }
  return { level: 'unknown', text };
}

/**
 * Reads a line in the form its service writes. A line of another form is kept whole
 * with the level `unknown`.
 *
 * @param source - id of the service or of the container, or `kernel`
 * @public
 */
export function parseLogLine(
  source: string,
  text: string,
  options: { now: number },
): LogLine {
  const readers = isContainerLog(source)
    ? [containerLine]
    : OF_SERVICE[source] ?? OF_OTHERS;
  return readBy(readers, text, options.now);
}
