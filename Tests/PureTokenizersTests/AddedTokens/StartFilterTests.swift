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

  @Test("of many strings, longer and shorter than four bytes, none is missed")
  func many() {
    var generator = SeededGenerator(seed: 12)
    for (count, letters) in [(70, 3), (9, 20), (500, 12)] {
      let contents = (0..<count).map { _ in
        (0..<Int.random(in: 1...7, using: &generator)).map { _ in
          UInt8.random(in: 0..<UInt8(letters), using: &generator)
        }
      }
      for shortest in [1, 2, 4] {
        let contents = contents.filter { $0.count >= shortest }
        let filter = StartFilter(contents)
        let bytes = (0..<200).map { _ in UInt8.random(in: 0...30, using: &generator) }
        for range in [0..<200, 3..<70, 9..<75, 9..<76, 9..<77, 199..<200] {
          let found = Set(places(filter, bytes, range))
          let must = range.filter { place in
            contents.contains { bytes[place..<range.upperBound].starts(with: $0) }
          }
          #expect(found.isSuperset(of: must))
        }
      }
    }
  }

  private func places(_ filter: StartFilter, _ bytes: [UInt8], _ range: Range<Int>) -> [Int] {
    var places: [Int] = []
    var block = StartFilter.Block()
    var place = filter.next(in: bytes, range: range, after: &block)
    while place < range.upperBound {
      places.append(place)
      place = filter.next(in: bytes, range: place + 1..<range.upperBound, after: &block)
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
