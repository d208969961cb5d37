import type { Severity } from '@homestage/backstage-plugin-lab-common';

/**
 * What a status chip can say: the five severities, plus two states that are
 * neither good nor bad. `working` moves, so it is only for something that
 * really moves; `suspended` was asked for by a person.
 *
 * @public
 */
export type StatusLevel = Severity | 'working' | 'suspended';
