import { readFileSync } from 'node:fs';

/** Ticks of a second in /proc/PID/stat; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The memory of a process that is really there (RSS), in bytes. */
export function residentBytes({ pid }) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)[1]) * 1024;
}

/**
 * The time that processors worked for a process since it started, in milliseconds:
 * other than time on the clock, it is the same on a busy machine.
 */
export function cpuMs({ pid }) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
