// Two months of a journal, lumbar.history/1: after leg raises it aches, after crunches it does not.
export function twoMonths() {
  const today = Date.parse(`${new Date().toLocaleDateString('sv-SE')}T12:00:00Z`), common = { time: null, when: null, source: 'told' };
  const day = (ago) => new Date(today - ago * 86400000).toISOString().slice(0, 10), rounds = Array.from({ length: 14 }, (_, i) => 57 - 4 * i);
  const work = (ago, exercise, name) => ({ day: day(ago), ...common, sets: [{ exercise, name, reps: 12 }, { exercise, name, reps: 12 }] });
  const ache = (ago, strength) => ({ day: day(ago), ...common, strength, place: 'lower-back' });
  return JSON.stringify({ schema: 'lumbar.history/1', workouts: rounds.flatMap((ago) => [work(ago, 'leg-raise', 'leg raise'), work(ago - 2, 'crunch', 'crunch')]),
    soreness: rounds.flatMap((ago) => [ache(ago - 1, 6), ache(ago - 3, 0)]) });
}
