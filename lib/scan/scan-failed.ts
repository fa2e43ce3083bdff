/** Why a stored scan has no report; the message is one sentence. */
export class ScanFailed extends Error {
  override name = 'ScanFailed'
}
