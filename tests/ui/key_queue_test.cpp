#include "ui/key_queue.h"

#include <gtest/gtest.h>

namespace wangge::ui {
namespace {

constexpr KeyEvent down(int key) { return {key, 0, KeyEvent::press, 0}; }
constexpr KeyEvent up(int key) { return {key, 0, KeyEvent::release, 0}; }

TEST(KeyQueue, PressAndReleaseReachTwoFrames) {
  KeyQueue queue;
  queue.push(down('A'));
  queue.push(up('A'));
  EXPECT_EQ(queue.next_frame(), std::vector{down('A')});
  EXPECT_FALSE(queue.empty());
  EXPECT_EQ(queue.next_frame(), std::vector{up('A')});
  EXPECT_TRUE(queue.empty());
}

TEST(KeyQueue, ModifierStaysDownForTheFrameOfItsKey) {
  constexpr int ctrl = 341;
  KeyQueue queue;
  for (const KeyEvent& event : {down(ctrl), down('Z'), up(ctrl), up('Z')}) queue.push(event);
  EXPECT_EQ(queue.next_frame(), (std::vector{down(ctrl), down('Z')}));
  EXPECT_EQ(queue.next_frame(), (std::vector{up(ctrl), up('Z')}));
}

TEST(KeyQueue, NothingIsLostOrReordered) {
  KeyQueue queue;
  std::vector<KeyEvent> sent, got;
  for (int i = 0; i < 50; ++i) {
    for (const KeyEvent& event : {down('A' + i % 3), up('A' + i % 3)}) {
      queue.push(event);
      sent.push_back(event);
    }
  }
  while (!queue.empty()) {
    for (const KeyEvent& event : queue.next_frame()) got.push_back(event);
  }
  EXPECT_EQ(got, sent);
}

}  // namespace
}  // namespace wangge::ui
