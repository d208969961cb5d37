/** What a program's help says about one of its commands. */
export interface Help {
  /** Flags as they are typed, and whether a value follows: `--namespace` → true. */
  readonly flags: ReadonlyMap<string, boolean>;
  /** Commands below this one. */
  readonly commands: ReadonlySet<string>;
}

const FLAG_LINE =
  /^\s+(-{1,2}[A-Za-z][\w-]*(?: value)?(?:, +-{1,2}[A-Za-z][\w-]*(?: value)?)*)(.*)$/;
const COMMAND_LINE = /^ {2,4}([a-z][\w-]*)(?:, [\w-]+)* {2,}\S/;
const HEADING = /^\S.*:$/;
/** Parts of a help text that hold lines which look like commands and are none. */
const NO_COMMANDS = /^(?:.*flags|options|.*options|usage|examples?|aliases):$/i;

/**
 * Reads the help of programs made with cobra (talosctl, flux, helm, kustomize,
 * virtctl), of kubectl, of urfave/cli (sops) and of age.
 */
export function readHelp(text: string): Help {
  const flags = new Map<string, boolean>();
  const commands = new Set<string>();
  let heading = '';
  for (const line of text.split('\n')) {
    if (HEADING.test(line)) {
      heading = line;
    }
    const [, names, rest] = FLAG_LINE.exec(line) ?? [];
    if (names !== undefined) {
      const takesValue = hasValue(names, rest);
      for (const name of names.match(/-{1,2}[A-Za-z][\w-]*/g) ?? []) {
        flags.set(name, takesValue);
      }
    }
    const command = COMMAND_LINE.exec(line)?.[1];
    if (command !== undefined && heading && !NO_COMMANDS.test(heading)) {
      commands.add(command);
    }
  }
  return { flags, commands };
}

function hasValue(names: string, rest: string): boolean {
  if (names.includes(' value')) {
    return true;
  }
  // kubectl writes the default: a flag whose default is true or false is a switch.
  const preset = /^=(.*?):?$/.exec(rest)?.[1];
  return preset === undefined
    ? /^ \S/.test(rest)
    : !['true', 'false'].includes(preset);
}
