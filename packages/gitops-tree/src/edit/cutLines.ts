/** Takes whole lines out. When they are the last of a file without a final line break, the one before them goes. */
export function cutLines(text: string, from: number, to: number): string {
  const isUnfinished = to === text.length && text[to - 1] !== '\n';
  if (!isUnfinished || from === 0) {
    return text.slice(0, from) + text.slice(to);
  }
  return text.slice(0, from).replace(/\r?\n$/, '');
}
