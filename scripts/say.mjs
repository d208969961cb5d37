/** A fault that a person can mend: shown as its one sentence, without a stack. */
export class Fault extends Error {}

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
