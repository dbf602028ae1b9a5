/// A value that changes from step to step of a migration, and can be asked for as it was before any step.
struct Timeline<Value> {
  private var entries: [(step: Int, value: Value)] = []

  /// The value now; nil before the first.
  var current: Value? { entries.last?.value }

  mutating func set(_ value: Value, at step: Int) {
    if let last = entries.last, last.step == step {
      entries[entries.count - 1].value = value
    } else {
      entries.append((step, value))
    }
  }

  /// The value that the steps before this one left.
  func value(before step: Int) -> Value? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].step < step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? entries[low - 1].value : nil
  }
}
