/// What a scalar does to the piece under construction.
enum RunMember: Equatable {
  /// It belongs to no piece.
  case dropped
  /// It is a piece of its own.
  case alone
  /// It goes on the piece before if that is of the same kind, and begins a new one otherwise.
  case joined(UInt8)
}

extension Pieces {
  /// Cuts every unclaimed piece into runs of scalars of one kind.
  mutating func splitIntoRuns(_ kind: (_ scalar: UInt32) -> RunMember) {
    replaceUnclaimed { bytes, piece, result in
      var index = piece.lowerBound
      var start = index
      var open = RunMember.dropped
      while index < piece.upperBound {
        let scalar = bytes.scalar(at: index)
        let member = kind(scalar.value)
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
