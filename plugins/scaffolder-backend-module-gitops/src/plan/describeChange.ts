import type { PlannedFile } from '@homestage/backstage-plugin-gitops-common';
import type { Finding } from '@homestage/gitops-tree';
import type { ChangeWords } from './planChange';

const VERBS: Readonly<Record<PlannedFile['change'], string>> = {
  create: 'adds',
  update: 'edits',
  delete: 'removes',
};

/**
 * The text of the pull request, in Markdown: why, what, what the linter minds,
 * and who asked.
 */
export function describeChange(change: {
  readonly files: readonly PlannedFile[];
  readonly findings: readonly Finding[];
  readonly words: ChangeWords;
}): string {
  const { files, findings, words } = change;
  const sections = [
    words.description?.trim(),
    list(
      'What it changes',
      files.map(({ path, change: kind }) => `${VERBS[kind]} ${code(path)}`),
    ),
    list(
      'What the checks found',
      findings.map(
        ({ severity, rule, file, line, message }) =>
          `${severity} (${rule}) in ${code(file)}, line ${line}: ${message}`,
      ),
    ),
    words.overrideReason &&
      `**Opened in spite of errors, because:** ${words.overrideReason.trim()}`,
    origin(words),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

/** Who asked for it, and where its way is shown. */
function origin({ requestedBy, portal }: ChangeWords): string | undefined {
  const by = requestedBy && `by ${code(requestedBy)}`;
  const where =
    portal &&
    `in [${portal.title}](${portal.url}), which shows how far it comes`;
  return by || where
    ? `${['Requested', by, where].filter(Boolean).join(' ')}.`
    : undefined;
}

function list(title: string, items: readonly string[]): string | undefined {
  return items.length > 0
    ? [`**${title}**`, '', ...items.map(item => `- ${item}`)].join('\n')
    : undefined;
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
