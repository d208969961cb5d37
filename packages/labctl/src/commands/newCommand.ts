import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { beginLab } from '../begin/beginLab';
import { QUESTIONS } from '../begin/QUESTIONS';
import type { Answers, Question } from '../begin/QUESTIONS';
import { INPUT_FILES, readLab } from '../read/readLab';
import { nearestName } from '../validate/nearestName';
import { validateLab } from '../validate/validateLab';
import type { Command, CommandCall } from './Command';
import { CommandFailure } from './CommandFailure';
import { readInputFile } from './files/readInputFile';
import { shownPath } from './files/shownPath';
import { writeFiles } from './files/writeFiles';
import {
  DEFINITIONS_FLAG,
  findDefinitions,
  schemasSeenFrom,
} from './lab/openLab';
import { problemsResult } from './lab/problemsResult';

/** `infra new`: the two input files of a lab that does not exist yet. */
export const newCommand: Command = {
  name: 'new',
  summary: 'Ask a dozen questions, and write cluster.yaml and nodes.yaml',
  flags: {
    ...DEFINITIONS_FLAG,
    from: {
      value: 'FILE',
      help: `YAML of answers instead of questions: ${QUESTIONS.map(
        ({ name }) => name,
      ).join(', ')}`,
    },
  },
  run: async call => {
    const { target: folder, terminal } = call;
    const shown = shownPath(folder, terminal.cwd);
    if (statSync(folder, { throwIfNoEntry: false })?.isFile()) {
      throw new CommandFailure(`${shown} is a file; name a folder`, {
        misuse: true,
      });
    }
    const taken = Object.values(INPUT_FILES).filter(name =>
      existsSync(join(folder, name)),
    );
    if (taken.length > 0) {
      throw new CommandFailure(
        `${shown} holds ${taken.join(
          ' and ',
        )} already; nothing is overwritten, name another folder`,
      );
    }
    const answers = await collectAnswers(call);
    const files = beginLab(answers, {
      schemas: schemasSeenFrom(folder, findDefinitions(call, folder)),
    });
    const file = (name: string) => ({
      path: name,
      text: files.get(name) ?? '',
    });
    const { problems } = validateLab(
      readLab({
        cluster: file(INPUT_FILES.cluster),
        nodes: file(INPUT_FILES.nodes),
      }),
    );
    if (problems.length > 0) {
      const result = problemsResult(problems);
      return {
        ...result,
        isOk: false,
        text: `${result.text}nothing was written\n`,
      };
    }
    mkdirSync(folder, { recursive: true });
    writeFiles(folder, files);
    const written = [...files.keys()];
    return {
      isOk: true,
      text: `wrote ${written
        .map(name => shownPath(join(folder, name), terminal.cwd))
        .join(
          ' and ',
        )}\nRead them, then: yarn infra doctor ${shown}, yarn infra secrets ${shown}, yarn infra render ${shown}\n`,
      json: { folder, written },
    };
  },
};

async function collectAnswers(call: CommandCall): Promise<Answers> {
  const { flags, terminal } = call;
  const from = flags.get('from');
  const given =
    typeof from === 'string'
      ? readAnswers(resolve(terminal.cwd, from), from)
      : undefined;
  if (!given && !terminal.ask) {
    throw new CommandFailure(
      'nobody is there to answer; write the answers into a file for --from',
      { misuse: true },
    );
  }
  const answers = new Map<string, string>();
  for (const question of QUESTIONS) {
    if (question.isAsked?.(answers) ?? true) {
      answers.set(
        question.name,
        given
          ? takeAnswer(question, given, answers)
          : await askUntilRight(question, answers, terminal),
      );
    }
  }
  return answers;
}

async function askUntilRight(
  question: Question,
  answers: Answers,
  terminal: CommandCall['terminal'],
): Promise<string> {
  const preset = question.preset(answers);
  const hint = preset ? ` [${preset}]` : '';
  for (;;) {
    const typed = await terminal.ask?.(`${question.text}${hint}: `);
    const answer = typed?.trim() || preset;
    const problem =
      answer === undefined
        ? 'this has to be answered'
        : question.check(answer, answers);
    if (answer !== undefined && problem === undefined) {
      return answer;
    }
    terminal.writeError(`  ${problem}\n`);
  }
}

function takeAnswer(
  question: Question,
  given: Answers,
  answers: Answers,
): string {
  const answer = given.get(question.name) ?? question.preset(answers);
  if (answer === undefined) {
    throw new CommandFailure(
      `nothing was written: ${question.name} is not answered (${question.text})`,
    );
  }
  const problem = question.check(answer, answers);
  if (problem !== undefined) {
    throw new CommandFailure(
      `nothing was written: ${question.name}: ${problem}`,
    );
  }
  return answer;
}

function readAnswers(path: string, name: string): Answers {
  const { text } = readInputFile(path, { name, tree: dirname(path) });
  let plain: unknown;
  try {
    plain = parse(text);
  } catch (error) {
    throw new CommandFailure(
      `${name} is not valid YAML: ${
        error instanceof Error ? error.message.split('\n')[0] : 'unreadable'
      }`,
      { cause: error },
    );
  }
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) {
    throw new CommandFailure(`${name} is no map; write lines like name: home`);
  }
  const names = QUESTIONS.map(question => question.name);
  return new Map(
    Object.entries(plain).map(([key, value]) => {
      if (!names.includes(key)) {
        const meant = nearestName(key, names);
        throw new CommandFailure(
          `${name} answers ${key}, which is not asked${
            meant ? `; did you mean ${meant}?` : ''
          }`,
        );
      }
      return [key, Array.isArray(value) ? value.join(', ') : String(value)];
    }),
  );
}
