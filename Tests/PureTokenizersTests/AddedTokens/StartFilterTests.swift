import Testing

@testable import PureTokenizers

@Suite struct StartFilterTests {
  @Test func everyPlaceWhereAStringMayBeginIsFoundWhetherFirstBytesAreFewOrMany() {
    var generator = SeededGenerator(seed: 11)
    for count in 1...12 {
      let contents = (0..<count).map { first in
        [UInt8(first)] + (0..<Int.random(in: 0...2, using: &generator)).map { _ in 3 }
      }
      let filter = StartFilter(contents)
      for length in [0, 1, 63, 64, 65, 200, 1000] {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...60, using: &generator) }
        for start in [0, 1, 17, 64] where start <= length {
          #expect(places(filter, bytes, start..<length) == naive(contents, bytes, start..<length))
        }
      }
    }
  }

  private func places(_ filter: StartFilter, _ bytes: [UInt8], _ range: Range<Int>) -> [Int] {
    var places: [Int] = []
    var place = filter.next(in: bytes, range: range)
    while place < range.upperBound {
      places.append(place)
      place = filter.next(in: bytes, range: place + 1..<range.upperBound)
    }
    return places
  }

  /// Where the first two bytes of some content stand, or as many of them as there is room for.
  private func naive(_ contents: [[UInt8]], _ bytes: [UInt8], _ range: Range<Int>) -> [Int] {
    range.filter { place in
      let rest = bytes[place..<range.upperBound].prefix(2)
      return contents.contains { rest.starts(with: $0.prefix(rest.count).prefix(2)) }
    }
  }
}
