import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder } from '../packageFolder';
import { parseScenario, Scenario } from './Scenario';

/**
 * The scenarios that come with the lab, by name.
 *
 * @throws Error for a file that is not a scenario
 * @public
 */
export function readScenarios(folder = packageFolder('scenarios')): Scenario[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .map(file =>
      parseScenario(
        path.basename(file, '.yaml'),
        readFileSync(path.join(folder, file), 'utf8'),
      ),
    );
}
