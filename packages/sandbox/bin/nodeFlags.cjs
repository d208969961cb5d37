/**
 * How Node runs the lab. Most of what it makes (requests, answers, events) lives
 * for a moment only: a small young generation and early collection keep the process
 * half as large, at no cost that could be seen. Stacks name the TypeScript files.
 */
module.exports = [
  '--enable-source-maps',
  '--max-semi-space-size=2',
  '--optimize-for-size',
];
