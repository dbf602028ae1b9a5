/// "Did you mean": the word that was probably meant by one that is not known.
public enum Suggestion {
  /// The candidate with the fewest edits (insertions, deletions, replacements, swaps of neighbours), the first of
  /// several; nil when none comes within a third of the word's length.
  public static func nearest(to word: String, in candidates: [String]) -> String? {
    let word = Array(word.utf8.prefix(80))
    var best: String?
    var limit = max(word.count / 3, 1) + 1
    for candidate in candidates {
      let other = Array(candidate.utf8.prefix(80))
      guard abs(other.count - word.count) < limit else { continue }
      let distance = edits(from: word, to: other)
      if distance < limit {
        best = candidate
        limit = distance
      }
    }
    return best
  }

  /// Optimal string alignment distance.
  private static func edits(from left: [UInt8], to right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let isSame = left[row] == right[column]
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
