/** A fault that a person can mend: shown as its one sentence, without a stack. */
export class Fault extends Error {}

// A terminal that was closed takes no more lines. What was started must still be
// stopped, so that is no reason to end here.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', error => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') {
      throw error;
    }
  });
}

/** Prints one line of progress. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs a command's main function: a Fault ends it with its sentence and exit
 * code 1, anything else with its stack.
 */
export async function run(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(
      `\n${error instanceof Fault ? error.message : error.stack}\n`,
    );
    process.exit(1);
  }
}
