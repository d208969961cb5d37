export { shortcutsModule } from './shortcutsModule';
