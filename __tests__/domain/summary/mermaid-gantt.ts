import mermaid from "mermaid";

/** A task of a chart as Mermaid understands it, its times in the milliseconds of the chart's axis. */
export interface Task {
  readonly section: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface GanttTask {
  readonly section: string;
  readonly task: string;
  readonly startTime: Date;
  readonly endTime: Date;
}

/** Reads a Gantt chart with Mermaid itself, which throws for what it cannot read. */
export async function readGantt(chart: string): Promise<readonly Task[]> {
  // This loads the kinds of diagrams too.
  await mermaid.parse(chart);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way to what Mermaid has read
  const { db, type } = await mermaid.mermaidAPI.getDiagramFromText(chart);
  if (type !== "gantt") throw new Error(`a chart of the type ${type}`);
  const tasks = (db as unknown as { getTasks: () => readonly GanttTask[] }).getTasks();
  return tasks.map(({ section, task, startTime, endTime }) => ({
    section,
    name: decoded(task).trim(),
    start: startTime.getTime(),
    end: endTime.getTime(),
  }));
}

/** Mermaid puts marks in the place of entities, and makes entities of HTML of these when it has drawn the chart. */
function decoded(text: string): string {
  return text.replace(/ﬂ°°(\d+)¶ß/g, (_, number: string) => String.fromCodePoint(Number(number)));
}
