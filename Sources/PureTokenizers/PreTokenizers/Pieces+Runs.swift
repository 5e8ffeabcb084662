/// What a scalar does to the piece under construction.
enum RunMember {
  /// It belongs to no piece.
  case dropped
  /// It is a piece of its own.
  case alone
  /// It goes on a piece of words, or begins one.
  case word
  /// It goes on a piece of symbols, or begins one.
  case symbol
}

extension Pieces {
  /// Cuts every unclaimed piece into runs of scalars of one kind.
  mutating func splitIntoRuns(_ kind: (_ scalar: UInt32) -> RunMember) {
    let ascii = (0..<0x80).map(kind)
    replaceUnclaimed { bytes, piece, result in
      var index = piece.lowerBound
      var start = index
      var open = RunMember.dropped
      while index < piece.upperBound {
        let lead = bytes[index]
        let scalar = bytes.scalar(at: index)
        let member = lead < 0x80 ? ascii[Int(lead)] : kind(scalar.value)
        if member != open || member == .alone {
          if open != .dropped { result.append(Piece(start..<index)) }
          start = index
          open = member
        }
        index += scalar.length
      }
      if open != .dropped { result.append(Piece(start..<piece.upperBound)) }
    }
  }
}
