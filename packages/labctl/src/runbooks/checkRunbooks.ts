import type {
  Runbook,
  RunbookLink,
  RunbookParameter,
  RunbookProblem,
} from './Runbook';

/**
 * The parts of every runbook, in this order: a tired person finds each at the
 * same place on every page.
 *
 * @public
 */
export const RUNBOOK_SECTIONS = [
  'What you see',
  'How bad',
  'Check',
  'Decide',
  'Do',
  'Verify',
  'Undo',
  'Last checked',
] as const;

/**
 * What {@link checkRunbooks} may know beside the runbooks.
 *
 * @public
 */
export interface CheckRunbooksOptions {
  /** Paths below the docs directory of pages that are no runbooks but may be linked to. */
  readonly otherPages?: readonly string[];
}

/**
 * Whether pages keep to the one form: sections, parameters, tools, links,
 * conditions. The problems are sorted by page and line; none means that all is
 * well.
 *
 * @public
 */
export function checkRunbooks(
  runbooks: readonly Runbook[],
  options: CheckRunbooksOptions = {},
): RunbookProblem[] {
  const anchors = new Map<string, ReadonlySet<string> | undefined>([
    ...(options.otherPages ?? []).map(path => [path, undefined] as const),
    ...runbooks.map(
      ({ path, headings }) =>
        [path, new Set(headings.map(({ anchor }) => anchor))] as const,
    ),
  ]);
  const problems = [
    ...runbooks.flatMap(runbook => [
      ...checkSections(runbook),
      ...checkParameters(runbook),
      ...checkTools(runbook),
      ...checkLinks(runbook, anchors),
    ]),
    ...checkAgreement(runbooks),
  ];
  return problems.sort(
    (one, other) => compare(one.path, other.path) || one.line - other.line,
  );
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

function checkSections(runbook: Runbook): RunbookProblem[] {
  const { path, headings, title } = runbook;
  const problems: RunbookProblem[] = [];
  const [first, ...rest] = headings;
  if (first?.level !== 1 || first.text !== title) {
    problems.push({
      ...{ path, line: first?.line ?? 1 },
      message: `the page begins with its title: # ${title}`,
    });
  }
  const sections = rest.filter(({ level }) => level === 2);
  const found = sections.map(({ text }) => text).join(', ');
  if (found !== RUNBOOK_SECTIONS.join(', ')) {
    problems.push({
      ...{ path, line: sections[0]?.line ?? 1 },
      message: `sections are ${
        found || 'missing'
      }; they are to be ${RUNBOOK_SECTIONS.join(', ')}`,
    });
  }
  const seen = new Set<string>();
  for (const { anchor, text, line } of headings) {
    if (seen.has(anchor)) {
      problems.push({ path, line, message: `a second heading "${text}"` });
    }
    seen.add(anchor);
  }
  return problems;
}

function checkParameters(runbook: Runbook): RunbookProblem[] {
  const { path, parameters, placeholders } = runbook;
  const declared = new Set(parameters.map(({ name }) => name));
  const used = new Set(placeholders.map(({ name }) => name));
  return [
    ...placeholders
      .filter(({ name }) => !declared.has(name))
      .map(({ name, line }) => ({
        ...{ path, line },
        message: `{{ ${name} }} is not declared under parameters`,
      })),
    ...[...declared]
      .filter(name => !used.has(name))
      .map(name => ({
        ...{ path, line: 2 },
        message: `parameter ${name} is declared and never used`,
      })),
    ...repeated(parameters.map(({ name }) => name)).map(name => ({
      ...{ path, line: 2 },
      message: `parameter ${name} is declared twice`,
    })),
  ];
}

function checkTools(runbook: Runbook): RunbookProblem[] {
  const { path, commands, tools, checked } = runbook;
  const declared = new Set(tools.map(({ name }) => name));
  const used = new Set(commands.map(({ words: [tool] }) => tool));
  const last = runbook.body.split('\n## Last checked\n')[1] ?? '';
  const unnamed = [
    checked,
    ...tools.flatMap(({ name, version }) =>
      version ? [`${name} ${version}`] : [],
    ),
  ].filter(words => !last.includes(words));
  return [
    ...commands
      .filter(({ words: [tool] }) => !declared.has(tool))
      .map(({ words: [tool], line }) => ({
        ...{ path, line },
        message: `${tool} is not declared under tools`,
      })),
    ...[...declared]
      .filter(tool => !used.has(tool))
      .map(tool => ({
        ...{ path, line: 2 },
        message: `tool ${tool} is declared and never used`,
      })),
    ...repeated(tools.map(({ name }) => name)).map(name => ({
      ...{ path, line: 2 },
      message: `tool ${name} is declared twice`,
    })),
    ...unnamed.map(words => ({
      ...{ path, line: 2 },
      message: `Last checked does not say ${words}, which the front matter does`,
    })),
  ];
}

function checkLinks(
  { path, links }: Runbook,
  anchors: ReadonlyMap<string, ReadonlySet<string> | undefined>,
): RunbookProblem[] {
  return links.flatMap(link => {
    const fault = faultOfLink(path, link, anchors);
    return fault ? [{ path, line: link.line, message: fault }] : [];
  });
}

function faultOfLink(
  from: string,
  { target }: RunbookLink,
  anchors: ReadonlyMap<string, ReadonlySet<string> | undefined>,
): string | undefined {
  if (/^https?:/.test(target)) {
    return undefined;
  }
  const [file, fragment] = target.split('#');
  const to = file ? resolve(from, file) : from;
  if (!anchors.has(to)) {
    return `link to ${target}: there is no page ${to}`;
  }
  // Of a page that is no runbook only the presence is known.
  const known = anchors.get(to);
  return fragment !== undefined && known && !known.has(fragment)
    ? `link to ${target}: ${to} has no heading with that anchor`
    : undefined;
}

/** A relative link, from the page that holds it to a path below the docs directory. */
function resolve(from: string, file: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of file.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** What several pages say about one thing must be the same. */
function checkAgreement(runbooks: readonly Runbook[]): RunbookProblem[] {
  const problems: RunbookProblem[] = [];
  const parameters = new Map<string, [string, RunbookParameter]>();
  const versions = new Map<string, [string, string | undefined]>();
  const conditions = new Map<string, string>();
  const titles = new Map<string, string>();
  for (const runbook of runbooks) {
    const { path } = runbook;
    const differ = (message: string) =>
      problems.push({ path, line: 2, message });
    for (const parameter of runbook.parameters) {
      const [other, same] = parameters.get(parameter.name) ?? [path, parameter];
      parameters.set(parameter.name, [other, same]);
      if (JSON.stringify(same) !== JSON.stringify(parameter)) {
        differ(`parameter ${parameter.name} is declared otherwise in ${other}`);
      }
    }
    for (const { name, version } of runbook.tools) {
      const [other, same] = versions.get(name) ?? [path, version];
      versions.set(name, [other, same]);
      if (same !== version) {
        differ(`${name} has another version in ${other}`);
      }
    }
    for (const condition of runbook.conditions) {
      const other = conditions.get(condition);
      conditions.set(condition, other ?? path);
      if (other !== undefined) {
        differ(`condition ${condition} is answered by ${other} already`);
      }
    }
    const twin = titles.get(runbook.title);
    titles.set(runbook.title, twin ?? path);
    if (twin !== undefined) {
      differ(`${twin} has the same title`);
    }
  }
  return problems;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}
