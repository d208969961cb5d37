import { examineLab } from '../doctor/examineLab';
import type { Command } from './Command';
import { DEFINITIONS_FLAG, openLab } from './lab/openLab';
import { problemsResult } from './lab/problemsResult';
import { sopsProblems } from './lab/sopsProblems';

/** `infra doctor`: what is wrong, and what will hurt one day. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Tell what is allowed and yet not wise: quorum, memory, addresses',
  flags: DEFINITIONS_FLAG,
  run: async call => {
    const { folder, source, verdict, chosen, known } = openLab(call);
    const { lab } = verdict;
    if (!lab) {
      return problemsResult(verdict.problems);
    }
    const problems = [
      ...verdict.problems,
      ...(await examineLab(source, { resolved: lab, chosen, known })),
      ...sopsProblems(folder, {
        recipients: lab.cluster.secrets.age_recipients,
        cwd: call.terminal.cwd,
      }),
    ];
    return problemsResult(problems, {
      whenNone: problems.length === 0 ? 'nothing to advise' : undefined,
      json: { folder },
    });
  },
};
