/**
 * A `fetch` that sends every request twice, as a client does whose first answer is lost on the way back.
 *
 * @param answers gets the body of every answer, in order
 */
export function repeating(fetch: typeof globalThis.fetch, answers: string[]): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    for (const one of [request.clone(), request.clone()]) answers.push(await (await fetch(one)).text());
    return new Response(answers.at(-1));
  };
}
