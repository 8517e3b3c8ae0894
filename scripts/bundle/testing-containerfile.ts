/** What a container is started with, as far as a file of Docker says it in the forms that need no shell. */
export interface ContainerPlan {
  from: string[];
  user: string | null;
  environment: Record<string, string>;
  volumes: string[];
  entrypoint: string[];
  command: string[];
  healthcheck: string[];
  /** Programs that the build runs, by their words. */
  runs: string[][];
}

/**
 * Reads a Containerfile.
 * @throws Error at an instruction that is not known here, and at one that would need a shell
 */
export function readContainerfile(text: string): ContainerPlan {
  const plan: ContainerPlan = {
    ...{ from: [], user: null, environment: {}, volumes: [], entrypoint: [], command: [], healthcheck: [], runs: [] },
  };
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const [, instruction = '', rest = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (instruction === 'FROM') plan.from.push(rest);
    else if (instruction === 'USER') plan.user = rest;
    else if (instruction === 'ENV')
      Object.assign(plan.environment, Object.fromEntries(rest.split(' ').map((pair) => pair.split('='))));
    else if (instruction === 'VOLUME') plan.volumes.push(...words(line, rest));
    else if (instruction === 'ENTRYPOINT') plan.entrypoint = words(line, rest);
    else if (instruction === 'CMD') plan.command = words(line, rest);
    else if (instruction === 'RUN') plan.runs.push(words(line, rest));
    else if (instruction === 'HEALTHCHECK') plan.healthcheck = words(line, rest.replace(/^.* CMD /, ''));
    else if (!['COPY', 'EXPOSE', 'STOPSIGNAL'].includes(instruction))
      throw new Error(`not known in a Containerfile: ${line}`);
  }
  return plan;
}

function words(line: string, rest: string): string[] {
  if (!rest.startsWith('[')) throw new Error(`needs a shell, and the image may have none: ${line}`);
  return JSON.parse(rest) as string[];
}
