/** Opens what the page carries: gzip in base64, in inert elements, by id. */

/** The data of that element. Throws where it is absent or damaged. */
export async function unpack<T>(id: string): Promise<T> {
  const text = document.getElementById(id)?.textContent
  if (text == null) throw new Error(`this report carries no ${id}`)
  const binary = atob(text)
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return (await new Response(stream).json()) as T
}
