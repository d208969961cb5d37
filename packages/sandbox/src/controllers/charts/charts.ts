import { appTemplate } from './appTemplate/appTemplate';
import { Chart } from './Chart';
import { gatewayHelm } from './gatewayHelm';

/** Every chart the lab can run. @public */
export const charts: readonly Chart[] = [appTemplate, gatewayHelm];
