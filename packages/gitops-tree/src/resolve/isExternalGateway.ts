/** Whether a gateway serves the internet, by its name: trees call it so, and nothing else in them says it. */
export function isExternalGateway({ name }: { name: string }): boolean {
  return /external|public|tunnel|wan/i.test(name);
}
