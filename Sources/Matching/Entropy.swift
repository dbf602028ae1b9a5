/// How surprising bytes are.
public enum Entropy {
  /// Shannon entropy of the bytes, in bits a byte: 0 for one byte repeated, 4 at most for hexadecimal digits, 6 at most for
  /// base64.
  public static func shannon(_ bytes: some Sequence<UInt8>) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    var total = 0
    for byte in bytes {
      counts[Int(byte)] += 1
      total += 1
    }
    guard total > 0 else { return 0 }
    var sum = 0.0
    for count in counts where count > 1 { sum += Double(count) * log2(Double(count)) }
    return max(log2(Double(total)) - sum / Double(total), 0)
  }

  /// Binary logarithm of a positive number. The standard library has none without a C library.
  static func log2(_ value: Double) -> Double {
    // With m in 1..<2: ln m = 2 atanh((m - 1) / (m + 1)), whose series gains a digit a term.
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for odd in stride(from: 1.0, through: 33, by: 2) {
      sum += term / odd
      term *= square
    }
    return Double(value.exponent) + sum * 2.885_390_081_777_926_8
  }
}
