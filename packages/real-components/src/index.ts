export {
  TOOL_PATH,
  definitionsFolder,
  toolAssets,
  toolFile,
} from './tools/toolFile';
