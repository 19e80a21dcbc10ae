export function AddArticlePage() {
  return null
}
