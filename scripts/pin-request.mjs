/**
 * An answer to an HTTP request.
 *
 * @throws Error in one line, with the address, if none comes within a minute or it is not good
 */
export async function request(url, { accept401 = false, ...options } = {}) {
  let answer;
  try {
    answer = await globalThis.fetch(url, { ...options, signal: globalThis.AbortSignal.timeout(60_000) });
  } catch (error) {
    throw new Error(`${url} is not reached: ${error.cause?.code ?? error.cause?.message ?? error.message}`, {
      cause: error,
    });
  }
  if (answer.ok || (accept401 && answer.status === 401)) return answer;
  throw new Error(`${url} answers ${answer.status} ${answer.statusText}`.trimEnd());
}
