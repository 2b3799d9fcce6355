// Why a film cannot be looked at: the id of a sentence, and what stands in its holes.
export class Refusal extends Error {
  constructor(id, values = {}) {
    super(id);
    this.id = id;
    this.values = values;
  }
}

export function refuse(id, values) { throw new Refusal(id, values); }
