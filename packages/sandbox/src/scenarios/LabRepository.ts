/** The repository of the lab's tree, as a scenario changes it. @public */
export interface LabRepository {
  /** Text of a file on the branch that Flux follows; undefined when there is none. */
  read(file: string): Promise<string | undefined>;
  commit(change: {
    message: string;
    files: ReadonlyMap<string, string>;
  }): Promise<void>;
}
