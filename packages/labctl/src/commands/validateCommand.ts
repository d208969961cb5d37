import type { Command } from './Command';
import { DEFINITIONS_FLAG, openLab } from './lab/openLab';
import { countOf, problemsResult } from './lab/problemsResult';
import { sopsProblems } from './lab/sopsProblems';

/** `infra validate`: every mistake in the inputs, and secrets in clear. */
export const validateCommand: Command = {
  name: 'validate',
  summary: 'Explain every mistake in the inputs, and find secrets in clear',
  flags: DEFINITIONS_FLAG,
  run: async call => {
    const { folder, inputFiles, verdict, chosen } = openLab(call);
    call.progress.step('looking for secrets in clear');
    const problems = [
      ...verdict.problems,
      ...sopsProblems(folder, {
        recipients: verdict.lab?.cluster.secrets.age_recipients ?? [],
        cwd: call.terminal.cwd,
      }),
    ];
    const { lab } = verdict;
    const summary = lab && [
      countOf(lab.computed.controller_count, 'control plane'),
      countOf(lab.computed.workers.length, 'worker'),
      countOf(chosen.length, 'component'),
      countOf(lab.cluster.apps.length, 'app'),
      countOf(lab.cluster.virtual_machines.length, 'virtual machine'),
    ];
    return problemsResult(problems, {
      whenNone: `${inputFiles.join(' and ')}: valid, ${summary?.join(', ')} (${
        call.progress.elapsedMs
      } ms)`,
      json: { folder, inputFiles, elapsedMs: call.progress.elapsedMs },
    });
  },
};
