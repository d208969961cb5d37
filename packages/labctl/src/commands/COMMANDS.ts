import type { Command } from './Command';
import { convertCommand } from './convertCommand';
import { diffCommand } from './diffCommand';
import { doctorCommand } from './doctorCommand';
import { newCommand } from './newCommand';
import { renderCommand } from './renderCommand';
import { secretsCommand } from './secretsCommand';
import { schemasCommand } from './schemasCommand';
import { validateCommand } from './validateCommand';

/** The verbs of `yarn infra`, in the order in which a person meets them. */
export const COMMANDS: readonly Command[] = [
  newCommand,
  validateCommand,
  doctorCommand,
  renderCommand,
  diffCommand,
  convertCommand,
  secretsCommand,
  schemasCommand,
];
