/** Runs the callback once after the time; a waiting one does not keep the process alive. */
export function scheduleWithTimer(
  callback: () => void,
  delayMs: number,
): () => void {
  const timer = setTimeout(callback, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}
