extension PythonLexer {
  /// The operator that stands at an offset, longest first, and its length in bytes. Brackets and colons are not here.
  func operatorSymbol(at offset: Int) -> (PythonSymbol, Int) {
    let next = byte(offset + 1)
    let isAssigned = next == 0x3D
    switch bytes[offset] {
    case 0x2C: return (.comma, 1)
    case 0x3B: return (.semicolon, 1)
    case 0x7E: return (.tilde, 1)
    case 0x2E: return next == 0x2E && byte(offset + 2) == 0x2E ? (.ellipsis, 3) : (.dot, 1)
    case 0x2B: return isAssigned ? (.plusAssign, 2) : (.plus, 1)
    case 0x2D:
      if next == 0x3E { return (.arrow, 2) }
      return isAssigned ? (.minusAssign, 2) : (.minus, 1)
    case 0x25: return isAssigned ? (.percentAssign, 2) : (.percent, 1)
    case 0x40: return isAssigned ? (.atAssign, 2) : (.at, 1)
    case 0x26: return isAssigned ? (.ampersandAssign, 2) : (.ampersand, 1)
    case 0x7C: return isAssigned ? (.barAssign, 2) : (.bar, 1)
    case 0x5E: return isAssigned ? (.caretAssign, 2) : (.caret, 1)
    case 0x3D: return isAssigned ? (.equal, 2) : (.assign, 1)
    case 0x21: return isAssigned ? (.notEqual, 2) : (.exclamation, 1)
    case 0x2A:
      if next == 0x2A { return byte(offset + 2) == 0x3D ? (.doubleStarAssign, 3) : (.doubleStar, 2) }
      return isAssigned ? (.starAssign, 2) : (.star, 1)
    case 0x2F:
      if next == 0x2F {
        return byte(offset + 2) == 0x3D ? (.doubleSlashAssign, 3) : (.doubleSlash, 2)
      }
      return isAssigned ? (.slashAssign, 2) : (.slash, 1)
    case 0x3C:
      if next == 0x3C { return byte(offset + 2) == 0x3D ? (.shiftLeftAssign, 3) : (.shiftLeft, 2) }
      if next == 0x3E { return (.notEqual, 2) }
      return isAssigned ? (.lessOrEqual, 2) : (.less, 1)
    case 0x3E:
      if next == 0x3E { return byte(offset + 2) == 0x3D ? (.shiftRightAssign, 3) : (.shiftRight, 2) }
      return isAssigned ? (.greaterOrEqual, 2) : (.greater, 1)
    default: return (.none, 0)
    }
  }
}
