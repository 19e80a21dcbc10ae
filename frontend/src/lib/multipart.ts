/* eslint-disable lingui/no-unlocalized-strings -- for servers, not for people */
const quoted = (name: string) =>
  name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** A form with a file as it is sent. The browser's own would be other bytes at each try. */
export function formBody(boundary: string, fields: [string, string][], file: File): Blob {
  const part = (name: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"`
  return new Blob([
    ...fields.map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`),
    `${part('file')}; filename="${quoted(file.name)}"\r\n`,
    `Content-Type: ${file.type || 'application/octet-stream'}\r\n\r\n`,
    file,
    `\r\n--${boundary}--\r\n`,
  ])
}
